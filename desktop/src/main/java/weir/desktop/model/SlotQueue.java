package weir.desktop.model;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Slots in the order of time, found by it. Confined to one thread. */
final class SlotQueue {

  private static final int FIRST_CAPACITY = 64;

  /** A ring, a power of two long. */
  private @Nullable Slot[] slots = new @Nullable Slot[FIRST_CAPACITY];

  private int first;
  private int size;

  int size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  Slot get(int index) {
    Slot slot = slots[(first + index) & (slots.length - 1)];
    if (index < 0 || index >= size || slot == null) {
      throw new IndexOutOfBoundsException(index);
    }
    return slot;
  }

  void addLast(Slot slot) {
    if (size == slots.length) {
      @Nullable Slot[] larger = new @Nullable Slot[2 * slots.length];
      System.arraycopy(slots, first, larger, 0, slots.length - first);
      System.arraycopy(slots, 0, larger, slots.length - first, first);
      slots = larger;
      first = 0;
    }
    slots[(first + size) & (slots.length - 1)] = slot;
    size++;
  }

  Slot removeFirst() {
    Slot slot = get(0);
    slots[first] = null;
    first = (first + 1) & (slots.length - 1);
    size--;
    return slot;
  }

  void clear() {
    Arrays.fill(slots, null);
    first = 0;
    size = 0;
  }

  /** Index of the first slot that ends at a time or later; {@code size()} if none does. */
  int firstEndingFrom(long nanos) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (get(middle).toNanos() < nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
