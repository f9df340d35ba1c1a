package weir.agent;

import org.jspecify.annotations.Nullable;

/** Classes of a Disruptor by their names; programs put it under names of their own, too. */
final class DisruptorClass {

  private DisruptorClass() {}

  /** The class, or its superclass or interface, of that name; null if it has none. */
  static @Nullable Class<?> named(String simpleName, Class<?> type) {
    String end = ".disruptor." + simpleName;
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      if (at.getName().endsWith(end)) {
        return at;
      }
      for (Class<?> implemented : at.getInterfaces()) {
        Class<?> found = named(simpleName, implemented);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
