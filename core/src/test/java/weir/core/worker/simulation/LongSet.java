package weir.core.worker.simulation;

import java.util.Arrays;

/** Hashes of states. Two states with one hash of 64 bits would be taken for one. */
final class LongSet {

  private long[] table = new long[1 << 16];
  private int size;

  /** Returns false if the value was there. */
  boolean add(long value) {
    long stored = value == 0 ? 1 : value;
    if (!put(table, stored)) {
      return false;
    }
    size++;
    if (size > table.length / 2) {
      long[] larger = new long[table.length * 2];
      Arrays.stream(table).filter(old -> old != 0).forEach(old -> put(larger, old));
      table = larger;
    }
    return true;
  }

  private static boolean put(long[] table, long value) {
    int mask = table.length - 1;
    int place = Long.hashCode(value * 0x9E37_79B9_7F4A_7C15L) & mask;
    while (table[place] != 0) {
      if (table[place] == value) {
        return false;
      }
      place = (place + 1) & mask;
    }
    table[place] = value;
    return true;
  }

  int size() {
    return size;
  }
}
