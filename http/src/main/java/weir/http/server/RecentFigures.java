package weir.http.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.pipeline.Pipeline;

/**
 * The pipeline's figures as answers. They are made anew when something has changed, or some time
 * has passed, so that whoever asks as fast as it can does not have the server make the same ones
 * again and again. Making them may wait a moment for the sampler. Thread-safe.
 */
final class RecentFigures {

  /** As often as the panel gets figures. */
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** What is read without waiting, and changes with everything else but the passing of time. */
  private record Mark(
      Ledger totals, int requested, int effective, ResourceUse resource, long resets) {

    static Mark of(Pipeline<?> pipeline) {
      WorkerCount workers = pipeline.workers();
      return new Mark(
          pipeline.totals(),
          workers.requested(),
          workers.effective(),
          pipeline.resource(),
          pipeline.resets());
    }
  }

  private record Figures(
      Mark mark, long madeNanos, Snapshot snapshot, Map<Object, byte[]> answers) {}

  private final Pipeline<?> pipeline;

  /** The last ones made. Replaced under this; read by anybody. */
  private final AtomicReference<@Nullable Figures> last = new AtomicReference<>();

  RecentFigures(Pipeline<?> pipeline) {
    this.pipeline = pipeline;
  }

  /** Whether they need not be made; waits for nothing. */
  boolean areAtHand() {
    return usable(last.get(), Mark.of(pipeline));
  }

  /**
   * Writes the figures in a form, unless they have been.
   *
   * @param form what the written ones are known by
   * @param writer writes totals since the start and figures since the last reset
   */
  byte[] answer(Object form, BiFunction<Ledger, Snapshot, byte[]> writer) {
    Figures recent = last.get();
    // Without the lock, which whoever makes figures may hold for long.
    Figures figures =
        recent != null && usable(recent, Mark.of(pipeline)) ? recent : figures(System.nanoTime());
    return figures.answers.computeIfAbsent(
        form, absent -> writer.apply(figures.mark.totals, figures.snapshot));
  }

  /** One at a time: whoever waits here meanwhile is served with what is made after it asked. */
  private synchronized Figures figures(long askedNanos) {
    // Before the figures: they are at least as new.
    Mark now = Mark.of(pipeline);
    Figures figures = last.get();
    if (figures == null || (figures.madeNanos - askedNanos < 0 && !usable(figures, now))) {
      figures = new Figures(now, System.nanoTime(), pipeline.snapshot(), new ConcurrentHashMap<>());
      last.set(figures);
    }
    return figures;
  }

  private static boolean usable(@Nullable Figures figures, Mark now) {
    return figures != null
        && System.nanoTime() - figures.madeNanos < LONGEST_NANOS
        && figures.mark.equals(now);
  }
}
