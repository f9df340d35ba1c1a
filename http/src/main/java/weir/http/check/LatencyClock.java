package weir.http.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;

/**
 * What is timed: the five clocks of an event, and what the machine itself took.
 *
 * @param name as in {@code weir stats}
 * @param histogram finds its histogram, of microseconds
 */
record LatencyClock(String name, Function<IntervalSum, Histogram> histogram) {

  /** In the order of {@code weir stats}. */
  static final List<LatencyClock> ALL = all();

  private static List<LatencyClock> all() {
    Latencies<Function<IntervalSum, Histogram>> histograms =
        new Latencies<>(
            sum -> sum.latencies().waitTime(),
            sum -> sum.latencies().resourceWait(),
            sum -> sum.latencies().holdTime(),
            sum -> sum.latencies().serviceTime(),
            sum -> sum.latencies().responseTime());
    List<LatencyClock> clocks =
        new ArrayList<>(Latencies.NAMES.zip(histograms, LatencyClock::new).toList());
    clocks.add(new LatencyClock("hiccup", IntervalSum::hiccups));
    return List.copyOf(clocks);
  }

  Histogram of(IntervalSum sum) {
    return histogram.apply(sum);
  }
}
