package weir.core.fault;

import org.jspecify.annotations.Nullable;

/**
 * Closes one thing after the other, each of them whatever the others throw, and reports afterwards.
 * Not thread-safe.
 */
public final class Closing {

  private @Nullable Throwable fault;

  /** Starts with nothing closed. */
  public Closing() {}

  /**
   * Closes one thing. What it throws, an Error too, is kept for {@link #report()}.
   *
   * @param thing what to close
   */
  public void close(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Throwable e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      keep(e);
    }
  }

  private void keep(Throwable other) {
    Throwable first = fault;
    if (first == null) {
      fault = other;
    } else {
      suppress(other, first);
    }
  }

  @SuppressWarnings("ReferenceEquality") // no fault can suppress itself
  private static void suppress(Throwable lesser, Throwable greater) {
    if (lesser != greater) {
      greater.addSuppressed(lesser);
    }
  }

  /**
   * Suppresses what there was in a fault that is going to be thrown anyway.
   *
   * @param greater the fault that matters more
   */
  public void reportIn(Throwable greater) {
    Throwable first = fault;
    if (first != null) {
      suppress(first, greater);
    }
  }

  /**
   * Throws the first fault there was, the others suppressed in it; a checked one as the cause of an
   * {@link IllegalStateException}. Returns if there was none.
   */
  public void report() {
    Throwable first = fault;
    if (first instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw new IllegalStateException("everything is closed, but not without faults", first);
    }
  }
}
