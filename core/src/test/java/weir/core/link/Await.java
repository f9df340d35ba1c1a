package weir.core.link;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for what has no latch. */
final class Await {

  private static final long TIMEOUT_NANOS = 20_000_000_000L;

  private Await() {}

  static <T> T nonNull(@Nullable T value, String what) {
    if (value == null) {
      throw new AssertionError("waited in vain for " + what);
    }
    return value;
  }

  static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > TIMEOUT_NANOS) {
        throw new AssertionError("waited in vain until " + what);
      }
      Thread.onSpinWait();
    }
  }
}
