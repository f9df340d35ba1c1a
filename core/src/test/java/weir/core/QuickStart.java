package weir.core;

import java.time.Duration;
import weir.core.pipeline.DrainReport;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/** The example of the README; QuickStartTest holds the two together. */
final class QuickStart {

  private QuickStart() {}

  public static void main(String[] args) throws InterruptedException {
    try (Pipeline<String> pipeline =
        Pipeline.start(
            PipelineSettings.defaults(), (name, event) -> System.out.println("Hello " + name))) {
      pipeline.publish("Ada"); // ACCEPTED, RING_FULL or CLOSED: it never blocks
      pipeline.resizeTo(3); // at any time, down to 0; no event is lost
      pipeline.publish("Grace");
      DrainReport report = pipeline.drain(Duration.ofSeconds(5));
      System.out.println(report.left() + " left, " + report.ledger());
    }
  }
}
