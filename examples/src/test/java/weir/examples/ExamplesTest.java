package weir.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.link.LinkAddress;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ExamplesTest {

  private interface Program {
    void run(String[] arguments) throws Exception;
  }

  private static List<String> printedBy(Program program, String... arguments) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.run(arguments);
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** The programs are modules to the JVM, as they are to javac. */
  @Test
  void shouldRunOnTheModulePath() {
    assertThat(ResizedPool.class.getModule().getName()).isEqualTo("weir.examples");
    assertThat(Pipeline.class.getModule().getName()).isEqualTo("weir.core");
  }

  @Test
  void shouldDrainABacklogWithMoreWorkers() throws Exception {
    assertThat(printedBy(ResizedPool::main))
        .satisfiesExactly(
            first -> assertThat(first).matches("1 worker, and a backlog of \\d+"),
            second ->
                assertThat(second)
                    .startsWith("8 workers, drained: true, ")
                    .contains("completed=200, failed=0"));
  }

  @Test
  void shouldWatchAnExecutor() throws Exception {
    assertThat(printedBy(WatchedExecutor::main, "0"))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("watched at ").contains("jvm-"),
            second -> assertThat(second).startsWith("accepted 0 = completed 0"));
  }

  @Test
  void shouldKeepTheOrderOfEachKey() throws Exception {
    assertThat(printedBy(OrderedByKey::main))
        .containsExactly(
            "account 0: [0, 3, 6, 9, 12]",
            "account 1: [1, 4, 7, 10, 13]",
            "account 2: [2, 5, 8, 11, 14]");
  }

  @Test
  void shouldTellHowEachEventEnded() throws Exception {
    List<String> printed = printedBy(FailingHandler::main);
    assertThat(printed.subList(0, 8))
        .containsExactlyInAnyOrder(
            "order 0 completed",
            "order 1 completed",
            "order 2 completed",
            "order 3 failed: out of stock",
            "order 4 completed",
            "order 5 completed",
            "order 6 completed",
            "order 7 failed: out of stock");
    assertThat(printed.subList(8, printed.size()))
        .containsExactly("2 failed, to be looked at: [3, 7]");
  }

  @Test
  void shouldSayWhereEventsAreAndHowLongTheyTook() throws Exception {
    List<String> printed = printedBy(LedgerAndLatencies::main);
    assertThat(printed.get(0)).startsWith("on the way: accepted 100 = ");
    assertThat(printed.get(1)).contains("= completed 100 + failed 0 + backlog 0 + in flight 0");
    assertThat(printed.subList(2, printed.size()))
        .hasSize(5)
        .filteredOn(line -> line.endsWith("not used"))
        .as("clocks of a resource, which this handler does without")
        .hasSize(2);
  }

  @Test
  void shouldGiveAnotherProcessAWorkerMore(@TempDir Path folder) throws Exception {
    Path socket = folder.resolve("weir.sock");
    try (Pipeline<String> pipeline =
        Pipeline.start(PipelineSettings.defaults(), (name, event) -> {})) {
      pipeline.listen(new LinkAddress.UnixSocket(socket));

      assertThat(printedBy(RemoteControl::main, socket.toString()))
          .satisfiesExactly(
              first -> assertThat(first).startsWith("found:  1 workers, "),
              second -> assertThat(second).startsWith("now:    2 workers"));

      assertThat(pipeline.workers().requested()).isEqualTo(2);
    }
  }
}
