package weir.core.pipeline;

import org.jspecify.annotations.Nullable;

/**
 * Says which events belong together: those of one key are handled one after the other, in the order
 * in which they were accepted, whatever the workers; those of different keys at once, as ever.
 * Thread-safe.
 *
 * @param <P> type of the payload
 */
@FunctionalInterface
public interface PayloadKey<P> {

  /**
   * Tells the key of an event. Has to be quick: workers wait for each other meanwhile.
   *
   * @param payload what was published
   * @return the key; null for an event that belongs to no other
   */
  @Nullable String of(P payload);

  /**
   * A number in the place of a key. Keys that share one are handled one after the other as well.
   *
   * @param key any key
   * @return 64 bits of it: FNV-1a over its characters
   */
  static long hash(CharSequence key) {
    long hash = 0xcbf2_9ce4_8422_2325L;
    for (int at = 0; at < key.length(); at++) {
      hash = (hash ^ key.charAt(at)) * 0x100_0000_01b3L;
    }
    return hash;
  }

  /**
   * A number in the place of no key: that of hardly any other event.
   *
   * @param number of the event
   * @return 64 bits of it
   */
  static long hashOfNone(long number) {
    return (number + 1) * 0x9e37_79b9_7f4a_7c15L;
  }
}
