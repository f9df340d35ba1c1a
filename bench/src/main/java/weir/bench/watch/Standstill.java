package weir.bench.watch;

/**
 * The longest time between two looks at the clock of a thread that does nothing else: what stops
 * the program stops it.
 */
final class Standstill implements AutoCloseable {

  private final Thread thread = new Thread(this::run, "standstill");

  /** Set once. */
  private volatile boolean closed;

  /** Whether the thread has begun. It writes. */
  private volatile boolean begun;

  /** The thread writes, others read once it has ended. */
  private long longestNanos;

  private Standstill() {}

  static Standstill watch() {
    Standstill standstill = new Standstill();
    standstill.thread.start();
    while (!standstill.begun) {
      Thread.onSpinWait();
    }
    return standstill;
  }

  private void run() {
    long before = System.nanoTime();
    begun = true;
    while (!closed) {
      long now = System.nanoTime();
      longestNanos = Math.max(longestNanos, now - before);
      before = now;
    }
  }

  /** Up to now; ends the watch. */
  double longestMillis() throws InterruptedException {
    close();
    thread.join();
    return longestNanos / 1e6;
  }

  @Override
  public void close() {
    closed = true;
  }
}
