package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.http.lab.Exercises;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LabCommandTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  private String socket() {
    return folder.resolve("lab.sock").toString();
  }

  private static List<JsonNode> lines(CommandRun run) {
    return run.out().lines().map(LabCommandTest::line).toList();
  }

  private static JsonNode line(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  @Test
  void shouldListTheExercises() {
    CommandRun run = CommandRun.of("lab");

    assertThat(run.status()).isZero();
    assertThat(run.out()).contains(" 3  Backlog over time, one worker", "~ 6 s", "Queues");
    assertThat(lines(CommandRun.of("lab", "--json")))
        .hasSameSizeAs(Exercises.all())
        .allSatisfy(
            line -> {
              assertThat(line.at("/exercise/title").asText()).isNotBlank();
              assertThat(line.at("/exercise/asked/0/key").asText()).isNotBlank();
            });
  }

  @Test
  void shouldGiveAnswersWithoutRunningAnything() {
    CommandRun run = CommandRun.of("lab", "3", "--answers", "--full");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("500 ms", "2 events/s", "500 s", "half of the whole time")
        .doesNotContain("running at", "measured");
    assertThat(CommandRun.of("lab", "3", "--answers", "--json").out())
        .contains("\"answers\"", "\"key\":\"last\"", "\"theory\":5.0");
  }

  @Test
  void shouldRunAndCompare() {
    CommandRun run = CommandRun.of("lab", "15", "--predict", "ring=9,10", "--socket", socket());

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("running at http://127.0.0.1:", "weir panel --socket " + socket())
        .contains("predicted", "10 events", "near", "10× too much", "An event is in the ring");
    assertThat(Files.exists(Path.of(socket()))).isFalse();
  }

  @Test
  void shouldTellProgramsAllOfIt() {
    CommandRun run =
        CommandRun.of("lab", "6", "--json", "--predict", "accepted=64", "--socket", socket());

    assertThat(run.status()).as(run.err()).isZero();
    Set<String> kinds = new HashSet<>();
    lines(run).forEach(line -> line.fieldNames().forEachRemaining(kinds::add));
    assertThat(kinds).containsExactlyInAnyOrder("exercise", "server", "progress", "result");
    JsonNode result = lines(run).getLast().at("/result");
    assertThat(result.at("/agrees").asBoolean()).isTrue();
    JsonNode first = result.at("/rows/0");
    assertThat(first.at("/key").asText()).isEqualTo("accepted");
    assertThat(first.at("/predicted").asDouble()).isEqualTo(64);
    assertThat(first.at("/near").asBoolean()).isTrue();
    assertThat(first.at("/theory").asDouble()).isEqualTo(65);
    assertThat(first.at("/measured").asDouble()).isEqualTo(65);
    assertThat(first.at("/tolerance").isNumber()).isTrue();
    assertThat(result.at("/rows/1/predicted").isNull()).isTrue();
    assertThat(result.at("/reasoning").asText()).contains("10,999");
  }

  @Test
  void shouldEndWhenItIsInterrupted() throws Exception {
    FutureTask<CommandRun> command =
        new FutureTask<>(() -> CommandRun.of("lab", "3", "--json", "--socket", socket()));
    Thread thread = new Thread(command, "lab");
    thread.start();
    while (!CommandRun.of("stats", "--socket", socket()).out().startsWith("accepted 1000")) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    thread.interrupt();
    CommandRun run = command.get();

    assertThat(run.status()).isEqualTo(ExitStatus.FAILURE);
    assertThat(run.err()).contains("stopped before it was done");
    assertThat(Files.exists(Path.of(socket()))).isFalse();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(left -> left.getName().startsWith("weir-lab-"));
  }

  @Test
  void shouldSayWhatIsWrong() {
    assertFault("there is no exercise 99", "lab", "99");
    assertFault("of which exercise?", "lab", "--answers");
    assertFault("nothing to predict here", "lab", "3", "--predict", "x=1");
    assertFault("has no unit", "lab", "3", "--predict", "last=5");
    assertFault("'three'", "lab", "three");
  }

  private static void assertFault(String sentence, String... arguments) {
    CommandRun run = CommandRun.of(arguments);
    assertThat(run.status()).as(String.join(" ", arguments)).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).contains(sentence);
  }
}
