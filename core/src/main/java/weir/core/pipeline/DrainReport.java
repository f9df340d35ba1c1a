package weir.core.pipeline;

import java.time.Duration;
import weir.core.figures.Ledger;

/**
 * What a drain left.
 *
 * @param ledger the totals at its end, since the start of the pipeline
 * @param took how long it took
 */
public record DrainReport(Ledger ledger, Duration took) {

  /**
   * Events that were accepted and did not end.
   *
   * @return backlog + in flight
   */
  public long left() {
    return ledger.inPipeline();
  }
}
