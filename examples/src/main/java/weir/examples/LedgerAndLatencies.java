package weir.examples;

import java.time.Duration;
import java.util.Optional;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Snapshot;
import weir.core.pipeline.DrainReport;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/** A pipeline says where every event is, and what each of its clocks has measured. */
public final class LedgerAndLatencies {

  private LedgerAndLatencies() {}

  /**
   * Runs the example.
   *
   * @param arguments none
   * @throws InterruptedException if it is interrupted while it waits for the pipeline
   */
  public static void main(String[] arguments) throws InterruptedException {
    PipelineSettings settings = PipelineSettings.defaults().withWorkers(2, 8);
    try (Pipeline<String> pipeline =
        Pipeline.start(settings, (name, event) -> Thread.sleep(Duration.ofMillis(5).toMillis()))) {
      for (int i = 0; i < 100; i++) {
        pipeline.publish("order " + i);
      }
      System.out.println("on the way: " + pipeline.snapshot().ledger());

      DrainReport report = pipeline.drain(Duration.ofSeconds(30));
      Snapshot snapshot = pipeline.snapshot();
      System.out.println("in the end: " + report.ledger());
      Latencies.NAMES
          .zip(snapshot.sinceReset(), LedgerAndLatencies::line)
          .toList()
          .forEach(System.out::println);
    }
  }

  private static String line(String clock, Optional<LatencySummary> measured) {
    LatencySummary latency = measured.orElse(LatencySummary.EMPTY);
    return latency.count() == 0
        ? clock + ": not used"
        : clock
            + ": "
            + latency.count()
            + " events, median "
            + latency.p50Micros()
            + " µs, 99th percentile "
            + latency.p99Micros()
            + " µs";
  }
}
