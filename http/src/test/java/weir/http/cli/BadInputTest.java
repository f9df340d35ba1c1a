package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class BadInputTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "serve --workers 0           | start with 1 or more",
        "serve --workers -1          | -1",
        "serve --workers 1000000     | 1000000",
        "serve --workers many        | whole number",
        "serve --max-workers 0       | 0",
        "serve --max-workers 1000000 | 1000000",
        "serve --ring-size 1000      | 1024",
        "serve --ring-size -8        | power of two",
        "serve --service-time 5      | has no unit",
        "serve --service-time soon   | no duration",
        "serve --service-time -5ms   | no duration",
        "serve --distribution gamma  | exponential",
        "serve --capacity -1         | capacity must be from 0",
        "serve --error-rate 2        | error rate must be from 0 to 1",
        "serve --pause 1s            | EVERY,FOR",
        "serve --distribution replay:/no/such.csv | /no/such.csv",
        "serve --distribution replay:f.csv,unit= | has no value",
        "load --replay /no/such.csv  | /no/such.csv",
        "scaling --points /no/such.csv | /no/such.csv",
        "resource --freeze x         | no duration",
        "serve --drain-timeout x     | drain-timeout",
        "serve --port 65536          | 65535",
        "serve --port -1             | 65535",
        "serve --port http           | whole number",
        "serve --mode fast           | task-per-event",
        "serve --handler nobody      | mock-resource",
        "serve --config /no/such.conf| /no/such.conf",
        "serve --config              | --config",
        "serve --allow-host a:80     | without scheme, port or wildcard",
        "config --port http          | whole number",
        "config nothing              | unknown setting nothing",
        "serve --ports 1             | --port",
        "serve now                   | 'now'",
        "workers -1                  | '-1'",
        "workers many                | 'many'",
        "workers 1 2                 | '2'",
        "service-time 5              | has no unit",
        "load                        | --poisson",
        "load --poisson 5 --constant 5 | mutually exclusive",
        "load --poisson -5           | a rate must be above 0",
        "load --constant NaN         | a rate must be above 0",
        "load --constant many        | no number",
        "load --burst 0              | whole number from 1",
        "load --burst 5 --every 0s | between bursts",
        "load --constant 5 --duration 1s --warm-up 1s | shorter than --duration",
        "load --closed --url here    | no URL to send to",
        "load --closed --url http://u:s3@cret@[x | http://***@[x",
        "load --closed --url ftp://u:s3cret@x | ftp://***@x",
        "load --closed http://u:s3cret@x | http://***@x",
        "load --closed --method CONNECT | tunnel",
        "load --closed --header Connection:close | up to each connection",
        "load --closed --header s3cret | 'Name: value'",
        "load --closed --body /no/such | can't be read",
        "load --constant 5 --speed 2 | for a --replay",
        "load --closed --connections 0 | whole number from 1",
        "load --burst 99999999999    | up to 2,147,483,647",
        "load --burst 1 --hlog /no/such/x | the folder of /no/such/x does not exist",
        "load --burst 1 --url http://my_host/ | no name of a host has a '_'",
        "load start                  | choose how to send",
        "load start --poisson abc    | no number",
        "service-time 2h             | from 0 to 1 hour",
        "scaling --each x            | no duration",
        "scaling --each 0s           | --each must be above 0",
        "scaling --up-to 0           | whole number from 1",
        "stats --interval x          | no duration",
        "stats --source              | --source",
        "frobnicate                  | 'frobnicate'",
        "                            | a command is missing"
      })
  void shouldAnswerBadUsageWithOneSentence(String line, String expected) {
    CommandRun run = CommandRun.of(line == null ? new String[0] : line.split(" +"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(expected);
    assertThat(run.err()).doesNotContain("s3cret");
    assertOneSentence(run);
  }

  @Test
  void shouldNameATakenPort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      CommandRun run = CommandRun.of("serve", "--port", port, "--socket", socket());

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).contains("port " + port, "taken", "--port");
      assertOneSentence(run);
      assertThat(folder.resolve("s")).doesNotExist();
    }
  }

  /** Whoever corrects one fault after the other should not have to free a port for it. */
  @Test
  void shouldNameAFileToReplayBeforeItOpensAnything() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun run =
          CommandRun.of(
              "serve",
              "--port",
              Integer.toString(taken.getLocalPort()),
              "--distribution",
              "replay:/no/such.csv");

      assertThat(run.status()).isEqualTo(2);
      assertThat(run.err()).contains("/no/such.csv");
      assertOneSentence(run);
    }
  }

  @Test
  void shouldNameAHostThatIsNotOfThisMachine() {
    CommandRun run =
        CommandRun.of("serve", "--port", "1", "--host", "192.0.2.1", "--socket", socket());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("192.0.2.1", "--host");
    assertOneSentence(run);
  }

  @Test
  void shouldNameAnUnknownHost() {
    CommandRun run = CommandRun.of("serve", "--host", "no-such-host.invalid", "--port", "0");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("no-such-host.invalid", "--host");
    assertOneSentence(run);
  }

  @Test
  void shouldNameASocketPathThatIsTooLong() {
    String path = folder.resolve("x".repeat(120)).toString();

    CommandRun run = CommandRun.of("serve", "--port", "0", "--socket", path);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--socket");
    assertOneSentence(run);
  }

  @Test
  void shouldNameASocketFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    CommandRun run =
        CommandRun.of("serve", "--port", "0", "--socket", file.resolve("s").toString());

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains(file.toString());
    assertOneSentence(run);
  }

  @ParameterizedTest
  @CsvSource({"stats", "workers", "workers 3", "service-time", "service-time 5ms", "reset"})
  void shouldSayThatNoServerRuns(String line) {
    CommandRun run = CommandRun.of((line + " --socket " + socket()).split(" "));

    assertThat(run.status()).isEqualTo(1);
    assertOneSentence(run);
  }

  private String socket() {
    return folder.resolve("s").toString();
  }

  private static void assertOneSentence(CommandRun run) {
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("weir").doesNotContain("Exception");
  }
}
