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
    CollectedLatencies collected = new CollectedLatencies();
    try (HiccupMeter meter = new HiccupMeter()) {
      meter.start();
      meter.drainInto(collected);
      assertThat(collected.hiccups().count()).isZero();
      meter.measureWhile(true);
      while (collected.hiccups().count() < 20) {
        Thread.sleep(5);
        meter.drainInto(collected);
      }
      meter.measureWhile(false);
    }
    // The thread is gone: nothing comes any more.
    CollectedLatencies rest = new CollectedLatencies();
    try (HiccupMeter idle = new HiccupMeter()) {
      idle.drainInto(rest);
    }
    assertThat(rest.hiccups().count()).isZero();
    Histogram seen = collected.takeInterval(1).hiccups();
    assertThat(seen.getTotalCount()).isEqualTo(collected.hiccups().count());
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
