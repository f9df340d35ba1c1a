package weir.bench.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What a handler does with an event, beside counting it. */
sealed interface Work permits Work.Nothing, Work.Spin, Work.Sleep {

  /**
   * Does the work of one event.
   *
   * @param value of the event
   * @return something that depends on the work, so that it can't be left out
   */
  long run(long value);

  /** An empty handler. */
  record Nothing() implements Work {
    @Override
    public long run(long value) {
      return value;
    }
  }

  /**
   * Keeps a core busy. The work is a count of steps and not a time, as a thread that is preempted
   * must not get its service for free.
   *
   * @param steps of a xorshift generator
   */
  record Spin(int steps) implements Work {

    private static final int CALIBRATION_STEPS = 1_000;
    private static final int WARM_UP_ROUNDS = 30_000;
    private static final int ROUNDS = 20_000;

    /** The steps that take a time, by the fastest of many tries: the others were disturbed. */
    static Spin lasting(Duration serviceTime) {
      Spin probe = new Spin(CALIBRATION_STEPS);
      long sink = 1;
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        sink ^= probe.run(sink);
      }
      long fastestNanos = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        long startNanos = System.nanoTime();
        sink ^= probe.run(sink);
        fastestNanos = Math.min(fastestNanos, System.nanoTime() - startNanos);
      }
      if (sink == 0) {
        throw new IllegalStateException("xorshift never yields 0");
      }
      return new Spin((int) (CALIBRATION_STEPS * serviceTime.toNanos() / fastestNanos));
    }

    @Override
    public long run(long value) {
      long state = value | 1;
      for (int step = 0; step < steps; step++) {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
      }
      return state;
    }
  }

  /**
   * Waits, as for another server's answer.
   *
   * @param nanos how long
   */
  record Sleep(long nanos) implements Work {
    @Override
    public long run(long value) {
      long startNanos = System.nanoTime();
      long left = nanos;
      while (left > 0) {
        LockSupport.parkNanos(left);
        left = nanos - (System.nanoTime() - startNanos);
      }
      return value;
    }
  }
}
