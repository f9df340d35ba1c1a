package weir.core.telemetry;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.figures.LoadFigures;
import weir.core.figures.ResourceUse;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;

/** Figures of something that runs, and is a source. What it does not have is empty. Thread-safe. */
public interface SampledSource {

  /**
   * The ledger since the start of the source.
   *
   * @return figures that never fall, but for backlog and in flight
   */
  Ledger totals();

  /**
   * Requested and effective workers.
   *
   * @return the counts now; empty if nobody knows of any
   */
  default Optional<WorkerCount> workers() {
    return Optional.empty();
  }

  /**
   * How long the oldest event of the backlog has waited.
   *
   * @return nanoseconds, 0 if none waits; empty if nobody knows
   */
  default OptionalLong oldestWaitingNanos() {
    return OptionalLong.empty();
  }

  /**
   * The workers one by one.
   *
   * @return figures of now, by their places; empty if nobody tells them apart
   */
  default Optional<List<WorkerFigures>> workerFigures() {
    return Optional.empty();
  }

  /**
   * The load that the server itself sends.
   *
   * @return its figures, or those of the last one; empty before the first, and where it can't
   */
  default Optional<LoadFigures> load() {
    return Optional.empty();
  }

  /**
   * What keeps its events longer than its process lives.
   *
   * @return the figures now; empty where nothing does
   */
  default Optional<JournalFigures> journal() {
    return Optional.empty();
  }

  /**
   * Use of the mock resource.
   *
   * @return the use now; empty if there is none
   */
  default Optional<ResourceUse> resource() {
    return Optional.empty();
  }
}
