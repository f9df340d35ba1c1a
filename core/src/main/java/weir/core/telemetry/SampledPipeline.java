package weir.core.telemetry;

import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.WorkerCount;

/** Figures of a running pipeline. Thread-safe. */
public interface SampledPipeline {

  /**
   * The ledger since the start of the pipeline.
   *
   * @return figures that never fall, but for backlog and in flight
   */
  Ledger totals();

  /**
   * Requested and effective workers.
   *
   * @return the counts now
   */
  WorkerCount workers();

  /**
   * Use of the mock resource.
   *
   * @return the use now
   */
  ResourceUse resource();
}
