package weir.core.worker;

import org.jspecify.annotations.Nullable;

/** What the user's factories have made. */
final class Made {

  private Made() {}

  /**
   * Refuses null.
   *
   * @param name of the thing and its factory
   */
  static <T> T by(@Nullable T thing, String name) {
    if (thing == null) {
      throw new IllegalStateException("the " + name + " factory made null in place of a " + name);
    }
    return thing;
  }
}
