package weir.core.ring;

/**
 * Looks whether a thread has some stack left before it starts what must not end half-way: a {@link
 * StackOverflowError} comes before it then, and not in its middle.
 */
final class StackRoom {

  /** More than a publication takes below its caller, compiled or interpreted. */
  private static final int FRAMES = 32;

  private StackRoom() {}

  /**
   * Returns if there is room.
   *
   * @throws StackOverflowError if there is not
   */
  static void require() {
    descend(FRAMES);
  }

  /** Each frame touches the stack. The compiler inlines one level of a recursion, and no more. */
  private static int descend(int frames) {
    return frames == 0 ? 0 : descend(frames - 1) + 1;
  }
}
