package watched.witness;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * A file of waits, a line each: {@code pool,startedEpochMillis,waitMicros}. It knows nothing of Weir,
 * and is what Weir's figures are compared with. Thread-safe; a line is in the file within {@value
 * #PERIOD_MILLIS} ms.
 */
public final class Waits {

  private static final long PERIOD_MILLIS = 100;

  private record Wait(String pool, long startedEpochMillis, long waitNanos) {}

  private final Queue<Wait> queue = new ConcurrentLinkedQueue<>();
  private final BufferedWriter file;

  /**
   * Opens the file, and starts the thread that writes it until the program ends.
   *
   * @param path the new file
   */
  public Waits(Path path) {
    try {
      file = Files.newBufferedWriter(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread writer = new Thread(this::write, "witness");
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Notes a task that starts now.
   *
   * @param pool what it runs on, without a comma
   * @param sinceNanos when it was given to the pool, or due, by {@link System#nanoTime}
   */
  public void started(String pool, long sinceNanos) {
    long waitNanos = System.nanoTime() - sinceNanos;
    queue.add(new Wait(pool, System.currentTimeMillis(), waitNanos));
  }

  private void write() {
    while (true) {
      try {
        for (Wait wait = queue.poll(); wait != null; wait = queue.poll()) {
          file.write(
              wait.pool
                  + ","
                  + wait.startedEpochMillis
                  + ","
                  + wait.waitNanos / 1_000
                  + System.lineSeparator());
        }
        file.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      LockSupport.parkNanos(PERIOD_MILLIS * 1_000_000);
    }
  }
}
