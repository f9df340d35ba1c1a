package weir.desktop.view;

/**
 * Spares what takes a while to read: it is read anew at once where somebody wants that, and now and
 * then otherwise. FX thread only.
 */
final class Renewal {

  private final long pauseNanos;
  private long lastNanos;

  /**
   * Is due at first.
   *
   * @param pauseNanos time between two that nobody has wanted
   */
  Renewal(long pauseNanos) {
    this.pauseNanos = pauseNanos;
    lastNanos = -pauseNanos;
  }

  /**
   * Whether to read anew; if so, the next pause starts.
   *
   * @param wanted whether somebody wants it
   * @param nowNanos the time of what is shown, which may start afresh
   */
  boolean isDue(boolean wanted, long nowNanos) {
    boolean due = wanted || Math.abs(nowNanos - lastNanos) >= pauseNanos;
    if (due) {
      lastNanos = nowNanos;
    }
    return due;
  }
}
