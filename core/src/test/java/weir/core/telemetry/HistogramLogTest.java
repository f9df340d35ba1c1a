package weir.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramLogProcessor;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Ledger;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.MockResourceHandler;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HistogramLogTest {

  private static final int EVENTS = 3_000;

  @TempDir private Path folder;

  private Ledger runPipeline(Path log) throws InterruptedException {
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withWorkers(2, 4).withServiceTime(Duration.ofMillis(1)),
            EventHandlers.named(MockResourceHandler.NAME))) {
      pipeline.logTo(log);
      for (int event = 0; event < EVENTS; event++) {
        pipeline.publish(new byte[0]);
      }
      return pipeline.drain(Duration.ofSeconds(30)).ledger();
    }
  }

  @Test
  void shouldHoldEveryEventOfTheLedger() throws Exception {
    Path log = folder.resolve("run.hlog");
    Ledger ledger = runPipeline(log);
    assertThat(ledger.ended()).isEqualTo(EVENTS);

    Map<String, Long> counts = new HashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
      while (reader.hasNext()) {
        AbstractHistogram histogram = (AbstractHistogram) reader.nextIntervalHistogram();
        String tag = histogram.getTag() == null ? "response" : histogram.getTag();
        counts.merge(tag, histogram.getTotalCount(), Long::sum);
        lines.merge(tag, 1, Integer::sum);
      }
    }
    assertThat(counts).containsKey("hiccup");
    counts.remove("hiccup");
    assertThat(counts)
        .containsOnlyKeys("response", "wait", "resource-wait", "hold", "service")
        .values()
        .allMatch(count -> count == EVENTS);
    assertThat(lines.get("response")).as("a line a second, of at least 1.5 s").isGreaterThan(1);
  }

  @Test
  void shouldBeReadByHdrHistogramsOwnProcessor() throws Exception {
    Path log = folder.resolve("run.hlog");
    runPipeline(log);
    assertThat(processed("-i", log.toString())).contains("Total count    =         " + EVENTS);
    assertThat(processed("-i", log.toString(), "-tag", "hold"))
        .contains("Total count    =         " + EVENTS);
  }

  private static String processed(String... arguments) throws Exception {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      HistogramLogProcessor processor = new HistogramLogProcessor(arguments);
      processor.start();
      processor.join();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void shouldRefuseAFileThatIsThereOrCanNotBeMade() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken.hlog"), "keep me");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistogramLog.open(taken))
        .withMessageContaining("name a new one");
    assertThat(Files.readString(taken)).isEqualTo("keep me");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HistogramLog.open(folder.resolve("no/such/run.hlog")))
        .withMessageContaining("does not exist");
    assertThatIllegalArgumentException().isThrownBy(() -> HistogramLog.open(folder));
  }
}
