package weir.core.telemetry;

import java.time.Duration;
import java.util.Optional;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.WorkerCount;
import weir.core.settings.ResourceSettings;

/** Figures that the test sets. */
final class FakeFigures implements SampledSource {
  volatile Ledger ledger = Ledger.EMPTY;
  volatile Optional<JournalFigures> journal = Optional.empty();

  @Override
  public Ledger totals() {
    return ledger;
  }

  @Override
  public Optional<JournalFigures> journal() {
    return journal;
  }

  @Override
  public Optional<WorkerCount> workers() {
    return Optional.of(new WorkerCount(1, 1));
  }

  @Override
  public Optional<ResourceUse> resource() {
    return Optional.of(
        new ResourceUse(0, 0, false, ResourceSettings.fixed(Duration.ZERO), Optional.empty()));
  }
}
