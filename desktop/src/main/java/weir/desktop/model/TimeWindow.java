package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A stretch of the server's uptime.
 *
 * @param fromNanos left end
 * @param toNanos right end, later than that
 */
public record TimeWindow(long fromNanos, long toNanos) {

  private static final long[] STEP_MILLIS = {
    100,
    200,
    500,
    1_000,
    2_000,
    5_000,
    10_000,
    20_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    1_200_000,
    1_800_000,
    3_600_000,
    7_200_000,
    14_400_000
  };

  /**
   * A moment on the axis.
   *
   * @param uptimeNanos when
   * @param label its name, e.g. {@code 2:40}
   */
  public record Tick(long uptimeNanos, String label) {}

  /**
   * Its length.
   *
   * @return nanoseconds
   */
  public long spanNanos() {
    return toNanos - fromNanos;
  }

  /**
   * Whether a moment is in it.
   *
   * @param uptimeNanos the moment
   * @return true also at both ends
   */
  public boolean contains(long uptimeNanos) {
    return uptimeNanos >= fromNanos && uptimeNanos <= toNanos;
  }

  /**
   * Round moments.
   *
   * @param most at most so many
   * @return the moments, earliest first
   */
  public List<Tick> ticks(int most) {
    long stepMillis = STEP_MILLIS[STEP_MILLIS.length - 1];
    for (long millis : STEP_MILLIS) {
      if (spanNanos() / TimeUnit.MILLISECONDS.toNanos(millis) < most) {
        stepMillis = millis;
        break;
      }
    }
    long step = TimeUnit.MILLISECONDS.toNanos(stepMillis);
    List<Tick> ticks = new ArrayList<>();
    for (long at = Math.ceilDiv(fromNanos, step) * step; at <= toNanos; at += step) {
      String tenths = stepMillis < 1_000 ? "." + at / 100_000_000 % 10 : "";
      ticks.add(new Tick(at, clock(at) + tenths));
    }
    return ticks;
  }

  /**
   * An uptime as a clock shows it.
   *
   * @param uptimeNanos the uptime
   * @return such as {@code 2:40} or {@code 1:02:40}
   */
  public static String clock(long uptimeNanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(uptimeNanos);
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
