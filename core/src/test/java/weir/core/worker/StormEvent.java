package weir.core.worker;

import java.util.concurrent.ThreadLocalRandom;

/** An event that can tell whether it was overwritten while somebody held it. */
final class StormEvent {

  /** What a slot says whose event was taken out. */
  private static final int EMPTY = -1;

  int id = EMPTY;

  /** In the ring: the order of publication. */
  long sequence;

  private long check;

  void fill(int newId, long newSequence) {
    id = newId;
    sequence = newSequence;
    check = checkOf(newId);
  }

  boolean isIntact() {
    return id != EMPTY && check == checkOf(id);
  }

  /** A slot overwritten in the middle of the copy has an id and a check that do not match. */
  static boolean move(StormEvent slot, StormEvent target) {
    target.id = slot.id;
    target.sequence = slot.sequence;
    loseTheProcessorAtTimes();
    target.check = slot.check;
    slot.id = EMPTY;
    slot.check = 0;
    return true;
  }

  // A worker that loses its processor while it holds a slot is part of the storm.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void loseTheProcessorAtTimes() {
    if (ThreadLocalRandom.current().nextInt(4_000) == 0) {
      Thread.yield();
    } else {
      Thread.onSpinWait();
    }
  }

  private static long checkOf(int id) {
    return (id + 1) * 0x9E37_79B9_7F4A_7C15L;
  }
}
