package weir.desktop.model;

import java.util.concurrent.TimeUnit;

/** How much of the past the charts show, of those widths that have a name. */
public enum TimeSpan {
  /** The last 30 seconds. */
  HALF_MINUTE("30 s", 30),
  /** The last two minutes. */
  TWO_MINUTES("2 min", 120),
  /** The last ten minutes. */
  TEN_MINUTES("10 min", 600),
  /** The last hour. */
  ONE_HOUR("1 h", 3_600),
  /** The last ten hours. */
  TEN_HOURS("10 h", 36_000);

  private final String label;
  private final long spanNanos;

  TimeSpan(String label, long seconds) {
    this.label = label;
    this.spanNanos = TimeUnit.SECONDS.toNanos(seconds);
  }

  /**
   * Its name, e.g. {@code 2 min}.
   *
   * @return the name
   */
  public String label() {
    return label;
  }

  /**
   * Width of the time axis.
   *
   * @return nanoseconds
   */
  public long spanNanos() {
    return spanNanos;
  }
}
