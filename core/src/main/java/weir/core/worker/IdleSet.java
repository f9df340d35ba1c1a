package weir.core.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** Has a bit for each worker that is parked or about to park. Thread-safe. */
final class IdleSet {

  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle THREADS = MethodHandles.arrayElementVarHandle(Thread[].class);

  /** Longs around the set: publishers read it for each event, and nobody near may write. */
  private static final int PADDING = 16;

  /**
   * The bits, with padding on both sides. A worker sets its own; the worker or the holder of the
   * {@link SearchToken} clears it. Atomic RMW.
   */
  private final long[] words;

  private final int endOfWords;

  /** Thread of each worker, stored (release) by the worker before its bit is set. */
  private final @Nullable Thread[] threads;

  IdleSet(int places) {
    endOfWords = PADDING + (places + Long.SIZE - 1) / Long.SIZE;
    words = new long[endOfWords + PADDING];
    threads = new Thread[places];
  }

  /** Sets a bit, with a full fence. */
  void enter(int place, @Nullable Thread thread) {
    THREADS.setRelease(threads, place, thread);
    WORDS.getAndBitwiseOr(words, wordOf(place), 1L << place);
    VarHandle.fullFence();
  }

  /**
   * Clears a bit.
   *
   * @return false if somebody was faster
   */
  boolean leave(int place) {
    long bit = 1L << place;
    return ((long) WORDS.getAndBitwiseAnd(words, wordOf(place), ~bit) & bit) != 0;
  }

  boolean contains(int place) {
    return ((long) WORDS.getVolatile(words, wordOf(place)) & (1L << place)) != 0;
  }

  boolean isEmpty() {
    for (int word = PADDING; word < endOfWords; word++) {
      if ((long) WORDS.getVolatile(words, word) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Clears any bit and returns its place; -1 if none is set. */
  int takeAny() {
    for (int word = PADDING; word < endOfWords; word++) {
      long bits;
      while ((bits = (long) WORDS.getVolatile(words, word)) != 0) {
        int place = (word - PADDING) * Long.SIZE + Long.numberOfTrailingZeros(bits);
        if (leave(place)) {
          return place;
        }
      }
    }
    return -1;
  }

  /** The thread that entered last at a place whose bit the caller has cleared. */
  @Nullable Thread threadAt(int place) {
    return (Thread) THREADS.getAcquire(threads, place);
  }

  private static int wordOf(int place) {
    return PADDING + place / Long.SIZE;
  }
}
