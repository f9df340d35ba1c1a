package weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Snapshot;
import weir.core.link.CommandOutcome;

/** The agent in a JVM of its own, attached and detached again and again. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AgentInJvmTest {

  @TempDir static Path folder;

  private static TargetJvm target;

  @BeforeAll
  static void startTheProgram() throws IOException {
    target = new TargetJvm(folder);
  }

  @AfterAll
  static void endTheProgram() {
    target.close();
  }

  @Test
  void shouldShowWaitsOfAnExecutorThatWasThereBefore() throws Exception {
    assertThat(target.tell("")).startsWith("done ");
    try (Panel panel = new Panel(target, "orders", AgentInJvmTest::hasTimes)) {
      panel.await();
      assertThat(panel.source().handler()).contains("ThreadPoolExecutor, only watched");
      assertThat(panel.resize(4))
          .isEqualTo(
              new CommandOutcome.Refused(
                  String.format(
                      Locale.ROOT,
                      "orders can't be resized: it is only watched; for the lever, 'weir detach"
                          + " %1$d' and then 'weir attach %1$d --control'",
                      target.pid())));
    } finally {
      assertThat(target.tell("detach")).startsWith("done ");
    }
  }

  private static boolean hasTimes(Snapshot snapshot) {
    return snapshot.sinceReset().waitTime().orElseThrow().count() > 10
        && snapshot.sinceReset().serviceTime().orElseThrow().p50Micros() > 9_000
        && snapshot.workers().orElseThrow().effective() == 2;
  }

  @Test
  void shouldShowHowLateAScheduledTaskStarts() throws Exception {
    target.tell("");
    try (Panel panel =
        new Panel(target, "ticker", it -> it.sinceReset().waitTime().orElseThrow().count() > 10)) {
      panel.await();
    } finally {
      target.tell("detach");
    }
  }

  @Test
  void shouldResizeWhereItMayAndUndoThatAtItsEnd() throws Exception {
    target.tell("control");
    try (Panel panel = new Panel(target, "orders", it -> true)) {
      panel.await();

      assertThat(panel.resize(5)).isInstanceOf(CommandOutcome.Accepted.class);
      assertThat(target.ask("threads")).isEqualTo("5 5");
    }

    assertThat(target.tell("detach,undo")).isEqualTo("done 1 executor has its size again");
    assertThat(target.ask("threads")).isEqualTo("2 2");
    assertThat(target.errors()).contains("orders is to have 5 workers, says test");
  }

  @Test
  void shouldLeaveNothingBehind() throws Exception {
    String before = target.code();

    target.tell("");
    assertThat(target.code()).isNotEqualTo(before);
    // The third comes with the first that is shown.
    assertThat(target.ask("ours")).isIn("2", "3");
    assertThat(target.ask("visible")).isEqualTo("[]");
    assertThat(target.ask("remove")).isEqualTo("true");
    target.tell("detach");

    assertThat(target.code()).isEqualTo(before);
    assertThat(target.ask("ours")).isEqualTo("0");
    assertThat(Files.exists(target.socket())).isFalse();
  }

  @Test
  void shouldSayThatItIsInAlreadyOrNotAtAll() throws Exception {
    target.tell("");

    assertThat(target.tell(""))
        .startsWith("failed an agent is in this program already (version ")
        .contains(target.socket().toString());

    target.tell("detach");
    assertThat(target.tell("detach")).startsWith("failed no agent is in this program");
  }

  @Test
  void shouldHoldNoExecutorThatTheProgramHasForgotten() throws Exception {
    target.tell("");
    target.ask("many");
    long first = Long.parseLong(target.ask("forget"));
    target.ask("many");

    assertThat(Long.parseLong(target.ask("forget"))).isLessThan(first + 20_000_000);
    target.tell("detach");
  }

  /** As on a disk that is full. */
  @Test
  void shouldLeaveAProgramAsItWasInWhichItCanOpenNoSocket(@TempDir Path other) throws Exception {
    Files.createFile(other.resolve("weir"));
    try (TargetJvm started = new TargetJvm(other)) {
      String before = started.code();

      assertThat(started.tell(""))
          .startsWith("failed ")
          .contains("start the program with another XDG_RUNTIME_DIR")
          .doesNotContain("--socket");
      assertThat(started.code()).isEqualTo(before);
      assertThat(started.ask("ours")).isEqualTo("0");
    }
  }

  @Test
  void shouldStartWithTheProgram(@TempDir Path other) throws Exception {
    try (TargetJvm started = new TargetJvm(other, "-javaagent:" + TargetJvm.AGENT + "=control")) {
      assertThat(Files.exists(started.socket())).isTrue();
      assertThat(started.tell("")).contains("executors", "control");
    }
    try (Stream<Path> left = Files.list(other.resolve("weir"))) {
      assertThat(left.filter(path -> path.toString().endsWith(".sock"))).isEmpty();
    }
  }
}
