package weir.core.journal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** What a caller's thread does with channels, which an interrupt closes. */
final class Uninterrupted {

  private Uninterrupted() {}

  /** Something short that can be done again from its beginning. */
  @FunctionalInterface
  interface ByChannel<T> {
    T run() throws IOException;
  }

  /** Does it whatever happens to the thread. An interrupt is kept for afterwards. */
  static <T> T run(ByChannel<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.run();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
