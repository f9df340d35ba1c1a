package weir.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HiccupMeterTest {

  private static CompressedHistogram micros(long value) {
    Histogram histogram = new Histogram(3);
    histogram.recordValue(value);
    return CompressedHistogram.of(histogram);
  }

  private static Interval interval(long hiccupMicros, long responseMicros) {
    return new Interval(1, Latencies.generate(() -> micros(responseMicros)), micros(hiccupMicros));
  }

  @Test
  void shouldMeasureWhileToldToAndOnlyThen() throws InterruptedException {
    Histogram seen = new Histogram(LatencyRange.MAX_MICROS, 3);
    try (HiccupMeter meter = new HiccupMeter()) {
      meter.start();
      meter.drainInto(seen);
      assertThat(seen.getTotalCount()).isZero();
      meter.measureWhile(true);
      while (seen.getTotalCount() < 20) {
        Thread.sleep(5);
        meter.drainInto(seen);
      }
      meter.measureWhile(false);
    }
    // The thread is gone: nothing comes any more.
    Histogram rest = new Histogram(LatencyRange.MAX_MICROS, 3);
    try (HiccupMeter idle = new HiccupMeter()) {
      idle.drainInto(rest);
    }
    assertThat(rest.getTotalCount()).isZero();
    assertThat(seen.getMinValue()).as("the shortest sleep is no hiccup").isZero();
  }

  @Test
  void shouldFlagIntervalsThatTheMachineSpoiled() {
    assertThat(interval(9_000, 1_000).isSpoiled()).as("below 10 ms").isFalse();
    assertThat(interval(50_000, 1_000).isSpoiled()).isTrue();
    assertThat(interval(50_000, 400_000).isSpoiled()).isTrue();
    assertThat(interval(50_000, 40_000_000).isSpoiled()).as("a small part of it").isFalse();
    assertThat(Interval.EMPTY.isSpoiled()).isFalse();
  }
}
