package weir.core.pipeline;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.core.figures.JournalFigures;
import weir.core.ring.PublishOutcome;

/** A ring and its pool: events live as long as the process. Thread-safe. */
final class MemoryJournal<P> extends RingJournal<P> {

  MemoryJournal(JournalSetup<P> setup, @Nullable PayloadKey<? super P> key) {
    super(setup, place -> setup.worker(place)::handle, new FailureLog(), key);
  }

  @Override
  public PublishOutcome publish(P payload, long intendedNanos) {
    return ring().publish(payload, intendedNanos);
  }

  @Override
  public Optional<JournalFigures> figures() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // All of it goes with the workers.
  }
}
