package weir.bench.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Handler of one worker: does the work, counts, and records how long the hand-over took. */
final class WorkerHandler implements LongConsumer {

  private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);

  /** The cells stand in the middle of three cache-line pairs, so that workers share none. */
  private static final int LENGTH = 48;

  private static final int COUNT = 16;
  private static final int SUM = 17;
  private static final int SINK = 18;

  /** Written by the worker; the count last, with release, for readers elsewhere. */
  private final long[] cells = new long[LENGTH];

  private final Work work;

  /** Written by the worker; read when it has nothing to do. */
  private final @Nullable Histogram delays;

  WorkerHandler(Work work, @Nullable Histogram delays) {
    this.work = work;
    this.delays = delays;
  }

  @Override
  public void accept(long value) {
    if (delays != null) {
      delays.recordValue(Delays.since(value));
    }
    cells[SINK] = work.run(value);
    cells[SUM] += Checksum.of(value);
    CELLS.setRelease(cells, COUNT, cells[COUNT] + 1);
  }

  long count() {
    return (long) CELLS.getAcquire(cells, COUNT);
  }

  long sum() {
    return cells[SUM];
  }
}
