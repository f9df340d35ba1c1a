package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ConfigCommandTest {

  private static final Map<String, String> NONE = Map.of();

  @TempDir Path folder;

  @Test
  void shouldPrintEachSettingWithWhereItCameFrom() throws IOException {
    Path file = Files.writeString(folder.resolve("f.conf"), "weir {\n\n  workers = 2\n}");

    CommandRun run =
        CommandRun.in(
            Map.of("WEIR_MAX_WORKERS", "9"), "config", "--port", "5", "--config", file.toString());

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("weir {\n")
        .endsWith("}\n")
        .containsPattern("(?m)^  port = 5 +# --port$")
        .containsPattern("(?m)^  max-workers = 9 +# environment WEIR_MAX_WORKERS$")
        .containsPattern("(?m)^  workers = 2 +# \\Q" + file + "\\E:3$")
        .containsPattern("(?m)^  host = \"127.0.0.1\" +# default$");
    assertThat(
            run.out().lines().filter(line -> line.contains(" = ")).map(line -> line.indexOf('#')))
        .hasSizeGreaterThan(20)
        .containsOnly(run.out().lines().skip(1).findFirst().orElseThrow().indexOf('#'));
  }

  @Test
  void shouldBeReadAgainAsWhatItWas() throws IOException {
    String odd = folder.resolve("a \"b\" \\c # ${d} é\t😀").toString();
    CommandRun first =
        CommandRun.in(
            Map.of("WEIR_HLOG", odd),
            "config",
            "--error-rate=0.25",
            "--contention=0.05,0.005",
            "--seed=-7",
            "--host=1e5",
            "--socket=//x",
            "--service-time=20 ms",
            "--allow-host=a.example,[::1]");
    Path file = Files.writeString(folder.resolve("my.conf"), first.out());

    CommandRun second = CommandRun.in(NONE, "config", "--config", file.toString());

    assertThat(first.status()).isZero();
    assertThat(second.err()).isEmpty();
    assertThat(withoutOrigins(second)).isEqualTo(withoutOrigins(first));
    assertThat(second.out()).doesNotContain("# default");
    assertThat(CommandRun.in(NONE, "config", "--config", file.toString(), "hlog").out())
        .isEqualTo(odd + System.lineSeparator());
  }

  @Test
  void shouldPrintOneValueAlone() {
    assertThat(CommandRun.in(NONE, "config", "ring-size").out().strip()).isEqualTo("16384");

    CommandRun unknown = CommandRun.in(NONE, "config", "ring_size");

    assertThat(unknown.status()).isEqualTo(2);
    assertThat(unknown.err()).contains("did you mean ring-size?");
    assertThat(unknown.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port http",
        "--port 70000",
        "--workers 0",
        "--handler nobody",
        "--distribution replay:/no/such.csv",
        "--socket tcp:x",
        "--config /no/such.conf",
        "--allow-host *.a",
        "--ports 1"
      })
  void shouldRefuseWhatServeRefusesInTheSameWords(String flags) {
    CommandRun config = CommandRun.in(NONE, ("config " + flags).split(" "));
    CommandRun serve = CommandRun.in(NONE, ("serve " + flags).split(" "));

    assertThat(config.status()).isEqualTo(serve.status()).isEqualTo(2);
    assertThat(config.err().replace("weir config", "weir serve")).isEqualTo(serve.err());
    assertThat(config.out()).isEmpty();
  }

  @Test
  void shouldWarnOfAVariableThatHasNoEffect() {
    CommandRun run = CommandRun.in(Map.of("WEIR_PROT", "1"), "config", "port");

    assertThat(run.status()).isZero();
    assertThat(run.out().strip()).isEqualTo("4000");
    assertThat(run.err()).startsWith("warning: ").contains("WEIR_PORT?").hasLineCount(1);
  }

  private static List<String> withoutOrigins(CommandRun run) {
    return run.out().lines().map(line -> line.replaceFirst(" +# [^#]*$", "")).toList();
  }
}
