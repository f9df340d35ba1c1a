package weir.core.fault;

/**
 * Looks whether a thread has some stack left before it starts what must not end half-way: a {@link
 * StackOverflowError} comes before it then, and not in its middle.
 */
public final class StackRoom {

  /** More than a publication takes below its caller, compiled or interpreted. */
  private static final int FRAMES_TO_PUBLISH = 32;

  /**
   * More than it takes to wake a thread, a virtual one too, even if that is interpreted while this
   * look is compiled to frames of a few bytes.
   */
  private static final int FRAMES_TO_WAKE = 384;

  private static final int FRAMES_TO_PUBLISH_AND_WAKE = 512;

  private StackRoom() {}

  /**
   * Returns if there is room for a publication that wakes nobody. Takes some 20 ns.
   *
   * @throws StackOverflowError if there is not
   */
  public static void requireToPublish() {
    descend(FRAMES_TO_PUBLISH);
  }

  /**
   * Returns if there is room for a publication that wakes a thread. Takes some 300 ns, a small part
   * of what waking takes.
   *
   * @throws StackOverflowError if there is not
   */
  public static void requireToPublishAndWake() {
    descend(FRAMES_TO_PUBLISH_AND_WAKE);
  }

  /**
   * Returns if there is room to wake a thread.
   *
   * @throws StackOverflowError if there is not
   */
  public static void requireToWake() {
    descend(FRAMES_TO_WAKE);
  }

  /** Each frame touches the stack. The compiler inlines one level of a recursion, and no more. */
  private static int descend(int frames) {
    return frames == 0 ? 0 : descend(frames - 1) + 1;
  }
}
