package weir.core.figures;

/**
 * The numbers of workers that a source can be given.
 *
 * @param least the smallest, 0 (a pause) or more
 * @param most the largest, {@code least} or more
 */
public record WorkerRange(int least, int most) {

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if it is none
   */
  public WorkerRange {
    if (least < 0 || most < least) {
      throw new IllegalArgumentException(
          "a range of workers must start at 0 or more and not end below that, and "
              + least
              + " to "
              + most
              + " is none");
    }
  }

  /**
   * Checks a wish.
   *
   * @param workers wanted
   * @param what they are called, such as {@code threads}
   * @throws IllegalArgumentException if they are out of the range; the message says what is in it
   */
  public void check(int workers, String what) {
    if (workers < least || workers > most) {
      throw new IllegalArgumentException(
          what + " must be from " + least + " to " + most + ", and " + workers + " is not");
    }
  }
}
