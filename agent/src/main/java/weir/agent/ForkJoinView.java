package weir.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerRange;
import weir.core.watch.PoolView;

/**
 * A ForkJoinPool, held weakly: one that computes, or the one whose threads carry virtual threads.
 */
final class ForkJoinView implements PoolView {

  private static final SourceKind SCHEDULER = new SourceKind("scheduler");

  /** Sliders of other pools are as long. */
  private static final int USUAL_MOST = 256;

  /** Since Java 19; null before. */
  private static final @Nullable MethodHandle SET_PARALLELISM = setter();

  private final WeakReference<ForkJoinPool> held;
  private final boolean carries;
  private final boolean isControlled;
  private final Optional<WorkerRange> range;

  ForkJoinView(ForkJoinPool pool, boolean carries, boolean isControlled) {
    held = new WeakReference<>(pool);
    this.carries = carries;
    this.isControlled = isControlled;
    range =
        isControlled && SET_PARALLELISM != null
            ? Optional.of(new WorkerRange(1, Math.max(USUAL_MOST, pool.getParallelism())))
            : Optional.empty();
  }

  private static @Nullable MethodHandle setter() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              ForkJoinPool.class, "setParallelism", MethodType.methodType(int.class, int.class))
          .asType(MethodType.methodType(void.class, ForkJoinPool.class, int.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  boolean isOf(ForkJoinPool pool) {
    return held.refersTo(pool);
  }

  @Override
  public SourceKind kind() {
    return carries ? SCHEDULER : SourceKind.EXECUTOR;
  }

  /** What its threads fork for themselves is seen by nobody. */
  @Override
  public String type() {
    return (carries ? "virtual threads, counts mounts" : "ForkJoinPool, counts stolen tasks")
        + (isControlled ? "" : ", only watched");
  }

  @Override
  public Optional<Gauges> look() {
    ForkJoinPool pool = held.get();
    return pool == null
        ? Optional.empty()
        : Optional.of(
            new Gauges(
                pool.getParallelism(),
                pool.getPoolSize(),
                OptionalInt.of(pool.getActiveThreadCount()),
                pool.getQueuedTaskCount() + pool.getQueuedSubmissionCount(),
                pool.getStealCount()));
  }

  @Override
  public Optional<WorkerRange> range() {
    return range;
  }

  @Override
  public void resizeTo(int threads) {
    ForkJoinPool pool = held.get();
    MethodHandle set = SET_PARALLELISM;
    if (pool == null || set == null) {
      throw new IllegalStateException("this pool is gone: nothing uses it any more");
    }
    try {
      set.invokeExact(pool, threads);
    } catch (UnsupportedOperationException e) {
      throw new IllegalStateException(
          "the parallelism of this pool is fixed by the system property"
              + " java.util.concurrent.ForkJoinPool.common.parallelism: start without it",
          e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("this pool refuses that: " + e, e);
    }
  }

  @Override
  public boolean hasEnded() {
    ForkJoinPool pool = held.get();
    return pool == null || pool.isTerminated();
  }
}
