package weir.desktop;

import java.time.Duration;

/**
 * Keeps the panel's heap as small as what lives in it. A panel that runs for hours lets go of old
 * figures all the time, and the serial collector would rather let the heap grow to its limit than
 * look at them: so whenever it has grown, it is collected as a whole. That takes a tenth of a
 * second, once or twice an hour. Thread-safe.
 */
public final class HeapKeeper {

  private static final Duration PERIOD = Duration.ofSeconds(10);

  private static final long GROWTH_BYTES = 16L << 20;

  /** The size that it may grow from. Confined to the keeper's thread. */
  private long keptBytes;

  HeapKeeper(long startBytes) {
    keptBytes = startBytes;
  }

  /** Starts to keep the heap of this program, until that ends. */
  public static void start() {
    HeapKeeper keeper = new HeapKeeper(Runtime.getRuntime().totalMemory());
    Thread.ofPlatform().daemon().name("weir-panel-heap").start(keeper::run);
  }

  private void run() {
    Runtime runtime = Runtime.getRuntime();
    try {
      while (true) {
        Thread.sleep(PERIOD);
        if (isDue(runtime.totalMemory())) {
          System.gc();
          kept(runtime.totalMemory());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a heap so large is to be collected; one that has shrunk may grow from there. */
  boolean isDue(long bytes) {
    keptBytes = Math.min(keptBytes, bytes);
    return bytes - keptBytes >= GROWTH_BYTES;
  }

  /** So large it is once it was collected. */
  void kept(long bytes) {
    keptBytes = bytes;
  }
}
