package weir.core.worker;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.BitSet;

/** Which places are taken. Its lock hands a place, and what it holds, on. Thread-safe. */
final class FreePlaces {

  @GuardedBy("this")
  private final BitSet taken;

  FreePlaces(int size) {
    taken = new BitSet(size);
  }

  /** Takes the lowest free place; there has to be one. */
  synchronized int take() {
    int place = taken.nextClearBit(0);
    taken.set(place);
    return place;
  }

  synchronized void giveBack(int place) {
    taken.clear(place);
  }

  /** One more than the highest place that is taken. */
  synchronized int end() {
    return taken.length();
  }
}
