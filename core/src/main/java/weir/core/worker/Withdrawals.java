package weir.core.worker;

import java.util.Arrays;

/**
 * Slots that {@link PoolPublisher} has reserved and could not fill. A mark is written before its
 * slot is published and read after the slot was found published; that orders both.
 */
final class Withdrawals {

  private static final long NONE = -1;

  /** The sequence last withdrawn from each slot. */
  private final long[] sequences;

  /** Whether there has ever been one; if not, the slots need no look. */
  private boolean any;

  Withdrawals(int ringSize) {
    sequences = new long[ringSize];
    Arrays.fill(sequences, NONE);
  }

  void add(long sequence) {
    sequences[slotOf(sequence)] = sequence;
    any = true;
  }

  boolean contains(long sequence) {
    return any && sequences[slotOf(sequence)] == sequence;
  }

  private int slotOf(long sequence) {
    return (int) (sequence & (sequences.length - 1));
  }
}
