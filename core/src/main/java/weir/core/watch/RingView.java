package weir.core.watch;

import java.util.List;

/**
 * A ring as it is seen from outside, of whatever library and class loader. All of it is asked by
 * several threads, often, and must not wait for anything. Of a ring that is gone it tells what was
 * seen last.
 */
public interface RingView {

  /**
   * One of those that follow the publishers. The same object stands for it for as long as it is
   * there.
   */
  interface Consumer {

    /**
     * What it is called.
     *
     * @return a name for people
     */
    String name();

    /**
     * How far it is.
     *
     * @return sequence of the newest event that it has passed; −1 before the first
     */
    long sequence();
  }

  /**
   * How far publishers are.
   *
   * @return sequence of the newest event; −1 before the first
   */
  long cursor();

  /**
   * How far the slowest of all consumers is, those among them that are not told one by one.
   *
   * @return sequence of the newest event that all have passed; −1 before the first
   */
  long slowest();

  /**
   * Slots of the ring.
   *
   * @return count, the same at each call
   */
  int capacity();

  /**
   * Slots that are free for publishers.
   *
   * @return count
   */
  long remainingCapacity();

  /**
   * The consumers that are told one by one.
   *
   * @return those there are now, in a list that does not change
   */
  List<Consumer> consumers();

  /**
   * Whether nothing will happen in it any more.
   *
   * @return false where nobody knows
   */
  default boolean hasEnded() {
    return false;
  }
}
