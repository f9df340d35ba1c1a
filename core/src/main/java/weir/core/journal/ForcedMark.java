package weir.core.journal;

import org.jspecify.annotations.Nullable;

/**
 * How far a segment has been forced, in one word that is stored at once: what is missing before it
 * was damaged, what is missing behind it may never have been written. It is itself forced a little
 * later, so it may fall short.
 *
 * @param entries events forced
 * @param bytes where the last of them ends
 */
record ForcedMark(int entries, int bytes) {

  static final ForcedMark NONE = new ForcedMark(0, 0);

  private static final int ENTRY_BITS = 27;
  private static final long PARITY_SEED = 0x5A;

  /** 0 for none; else entries, bytes in units of 8, and a byte of parity, which is not 0 for 0. */
  long encoded() {
    if (bytes == 0) {
      return 0;
    }
    long value = (long) entries << 28 | bytes / Frame.ALIGNMENT;
    return value << 8 | parity(value);
  }

  /** Reads a word; null if a bit of it was flipped. */
  static @Nullable ForcedMark decode(long word) {
    if (word == 0) {
      return NONE;
    }
    long value = word >>> 8;
    if (parity(value) != (word & 0xFF)) {
      return null;
    }
    return new ForcedMark(
        (int) (value >>> 28) & ((1 << ENTRY_BITS) - 1),
        (int) (value & ((1 << 28) - 1)) * Frame.ALIGNMENT);
  }

  private static long parity(long value) {
    long folded = value ^ value >>> 32;
    folded ^= folded >>> 16;
    return (folded ^ folded >>> 8 ^ PARITY_SEED) & 0xFF;
  }
}
