package weir.bench.panel;

import java.util.Arrays;
import java.util.Locale;
import javafx.animation.AnimationTimer;

/**
 * Times from one pulse of the toolkit to the next. It asks for every pulse itself, so that it is
 * not on while processor time is measured. FX thread only.
 */
final class FrameTimes extends AnimationTimer {

  private static final int MOST = 100_000;

  /** A pulse each sixtieth of a second; half of that later, the next one is due. */
  private static final double DUE_MILLIS = 1_000 / 60.0;

  private final double[] millis = new double[MOST];
  private int count;
  private long last;

  @Override
  public void handle(long ignored) {
    long now = System.nanoTime();
    if (last != 0 && count < MOST) {
      millis[count++] = (now - last) / 1e6;
    }
    last = now;
  }

  /** Median and 99th percentile in milliseconds, and the percentage of frames that were dropped. */
  String summary() {
    double[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    long dropped = 0;
    for (double each : sorted) {
      dropped += Math.max(0, Math.round(each / DUE_MILLIS) - 1);
    }
    return count == 0
        ? "NaN NaN NaN"
        : String.format(
            Locale.ROOT,
            "%.3f %.3f %.3f",
            sorted[count / 2],
            sorted[count * 99 / 100],
            100.0 * dropped / (count + dropped));
  }
}
