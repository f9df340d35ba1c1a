package weir.desktop.model;

import weir.core.figures.WorkerRange;

/**
 * How far the workers' slider goes: about twice as far as what is used, so that a small pool can be
 * set to the worker, and as far as the source allows where that is asked for. FX thread only.
 */
public final class WorkerScale {

  private static final int SHORTEST = 8;

  /** It shrinks only when it is this many times too long: a slider that jumps is hard to hit. */
  private static final int TOO_LONG = 4;

  private int end = SHORTEST;
  private boolean whole;

  /** Creates a scale as short as there is. */
  public WorkerScale() {}

  /**
   * Fits the scale to what is used.
   *
   * @param workers the largest number asked for, by anybody, or at work
   * @param range what the source allows
   * @return the last number on the scale
   */
  public int fit(int workers, WorkerRange range) {
    int wanted = SHORTEST;
    while (wanted < 2L * workers && wanted < range.most()) {
      wanted *= 2;
    }
    if (wanted > end || (long) wanted * TOO_LONG <= end) {
      end = wanted;
    }
    int last = whole ? range.most() : Math.min(end, range.most());
    return Math.max(last, range.least() + 1);
  }

  /**
   * Shows all that the source allows, or what fits the use again.
   *
   * @param all true for all
   */
  public void showWhole(boolean all) {
    whole = all;
    end = SHORTEST;
  }

  /**
   * Whether the scale shows all that the source allows, as was asked for.
   *
   * @return what {@link #showWhole} was last told
   */
  public boolean showsWhole() {
    return whole;
  }
}
