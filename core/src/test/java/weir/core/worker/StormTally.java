package weir.core.worker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/** What became of each event of a storm: one bit for each. Thread-safe. */
final class StormTally {

  private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

  private final int events;

  /** A bit for each event that was handled. Neighbours stand in different words. Atomic RMW. */
  private final long[] handled;

  private final AtomicLong repeated = new AtomicLong();
  private final AtomicLong corrupt = new AtomicLong();

  StormTally(int events) {
    this.events = events;
    handled = new long[events / Long.SIZE + 1];
  }

  void handled(StormEvent event) {
    if (event.id >= events || !event.isIntact()) {
      corrupt.incrementAndGet();
      return;
    }
    long bit = 1L << (event.id / handled.length);
    long before = (long) WORDS.getAndBitwiseOr(handled, event.id % handled.length, bit);
    if ((before & bit) != 0) {
      repeated.incrementAndGet();
    }
  }

  /** Events that nobody handled. To be asked when the storm is over. */
  long missing() {
    long seen = 0;
    for (long word : handled) {
      seen += Long.bitCount(word);
    }
    return events - seen;
  }

  long repeated() {
    return repeated.get();
  }

  long corrupt() {
    return corrupt.get();
  }
}
