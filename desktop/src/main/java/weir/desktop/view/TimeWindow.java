package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import weir.desktop.model.History;
import weir.desktop.model.TimeSpan;

/**
 * The stretch of the server's uptime that all charts show.
 *
 * @param fromNanos left end
 * @param toNanos right end
 */
record TimeWindow(long fromNanos, long toNanos) {

  private static final int[] STEP_SECONDS = {1, 2, 5, 10, 20, 30, 60, 120, 300, 600};

  /**
   * A moment on the axis.
   *
   * @param uptimeNanos when
   * @param label its name, e.g. {@code 2:40}
   */
  record Tick(long uptimeNanos, String label) {}

  /** The window that ends now; a young server's starts with it and fills from the left. */
  static TimeWindow ending(History history, TimeSpan span) {
    long from = Math.max(0, history.nowNanos() - span.spanNanos());
    return new TimeWindow(from, from + span.spanNanos());
  }

  long spanNanos() {
    return toNanos - fromNanos;
  }

  boolean contains(long uptimeNanos) {
    return uptimeNanos >= fromNanos && uptimeNanos <= toNanos;
  }

  /** Round moments, at most {@code most} of them. */
  List<Tick> ticks(int most) {
    long stepNanos = TimeUnit.SECONDS.toNanos(STEP_SECONDS[STEP_SECONDS.length - 1]);
    for (int seconds : STEP_SECONDS) {
      if (spanNanos() / TimeUnit.SECONDS.toNanos(seconds) < most) {
        stepNanos = TimeUnit.SECONDS.toNanos(seconds);
        break;
      }
    }
    List<Tick> ticks = new ArrayList<>();
    for (long at = Math.ceilDiv(fromNanos, stepNanos) * stepNanos; at <= toNanos; at += stepNanos) {
      ticks.add(new Tick(at, clock(at)));
    }
    return ticks;
  }

  /** An uptime as a clock shows it. */
  static String clock(long uptimeNanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(uptimeNanos);
    return seconds < 3_600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
