package weir.agent;

import org.jspecify.annotations.Nullable;

/** Classes of libraries by the ends of their names: programs put some under names of their own. */
final class ForeignType {

  private ForeignType() {}

  /**
   * The class, or its superclass or interface, of that name; null if it has none.
   *
   * @param end such as {@code disruptor.RingBuffer}
   */
  static @Nullable Class<?> named(String end, Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (at.getName().endsWith("." + end)) {
        return at;
      }
      for (Class<?> implemented : at.getInterfaces()) {
        Class<?> found = named(end, implemented);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
