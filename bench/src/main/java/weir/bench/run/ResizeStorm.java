package weir.bench.run;

import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import weir.bench.contender.Contender;
import weir.bench.contender.WeirContender;

/** Asks for another number of workers every millisecond. */
final class ResizeStorm {

  private static final long PERIOD_NANOS = 1_000_000;
  private static final long SEED = 42;

  private final WeirContender contender;
  private final int maxWorkers;
  private final Thread thread = new Thread(this::resize, "resize-storm");

  /** Set once, by {@link #stop()}. */
  private volatile boolean stopped;

  private ResizeStorm(WeirContender contender, int maxWorkers) {
    this.contender = contender;
    this.maxWorkers = maxWorkers;
  }

  static ResizeStorm start(Contender contender, int maxWorkers) {
    if (!(contender instanceof WeirContender resizable)) {
      throw new IllegalArgumentException("only this project's workers can be resized");
    }
    ResizeStorm storm = new ResizeStorm(resizable, maxWorkers);
    storm.thread.start();
    return storm;
  }

  private void resize() {
    Random random = new Random(SEED);
    long due = System.nanoTime();
    while (!stopped) {
      contender.resizeTo(1 + random.nextInt(maxWorkers));
      due += PERIOD_NANOS;
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }
}
