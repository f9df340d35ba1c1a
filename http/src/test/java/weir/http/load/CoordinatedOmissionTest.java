package weir.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.http.load.LoadResult.Outcome;

/**
 * The reference's freeze, in made-up time: 100 requests a second for 10 s, a server of 1 ms that
 * stands still from 5 s to 6 s, and what different clients say of it.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class CoordinatedOmissionTest {

  private static final int REQUESTS = 1_000;
  private static final long MILLI = 1_000_000;
  private static final long BEAT = 10 * MILLI;
  private static final long SERVICE = MILLI;
  private static final long FREEZE = 5_000 * MILLI;
  private static final long THAW = 6_000 * MILLI;

  /** Relative 1e-3: a histogram of three digits reads the top of its bucket. */
  private static final double PERCENT = 0.1;

  private static long endNanos(long startNanos) {
    long from = startNanos >= FREEZE && startNanos < THAW ? THAW : startNanos;
    return from + SERVICE;
  }

  /** Sends on the beat, whatever the answers. */
  private static LoadResult open() {
    LoadResult result = new LoadResult();
    long freeNanos = 0;
    for (int request = 0; request < REQUESTS; request++) {
      long intendedNanos = request * BEAT;
      freeNanos = endNanos(Math.max(intendedNanos, freeNanos));
      result.sent(intendedNanos, intendedNanos, false);
      result.answered(Outcome.OK, intendedNanos, intendedNanos, freeNanos);
    }
    return result;
  }

  /** Sends a beat after it sent before, yet not while it waits for an answer. */
  private static LoadResult closed() {
    LoadResult result = new LoadResult();
    forEachOfAClosedLoop(
        (sentNanos, answeredNanos) -> {
          result.sent(sentNanos, sentNanos, false);
          result.answered(Outcome.OK, sentNanos, sentNanos, answeredNanos);
        });
    return result;
  }

  private interface Exchange {
    void ended(long sentNanos, long answeredNanos);
  }

  private static void forEachOfAClosedLoop(Exchange exchange) {
    long sentNanos = 0;
    while (sentNanos < REQUESTS * BEAT) {
      long answeredNanos = endNanos(sentNanos);
      exchange.ended(sentNanos, answeredNanos);
      sentNanos = Math.max(sentNanos + BEAT, answeredNanos);
    }
  }

  /** What a closed loop says, with those filled in that it did not send. */
  private static Histogram corrected() {
    Histogram histogram = new Histogram(3_600_000_000L, 3);
    forEachOfAClosedLoop(
        (sentNanos, answeredNanos) ->
            histogram.recordValueWithExpectedInterval(
                (answeredNanos - sentNanos) / 1_000, BEAT / 1_000));
    return histogram;
  }

  private static void check(
      Histogram histogram, long samples, double meanMillis, double... percentilesAndMillis) {
    assertThat(histogram.getTotalCount()).isEqualTo(samples);
    assertThat(histogram.getMean() / 1e3).isCloseTo(meanMillis, withinPercentage(PERCENT));
    for (int place = 0; place < percentilesAndMillis.length; place += 2) {
      double percentile = percentilesAndMillis[place];
      assertThat(histogram.getValueAtPercentile(percentile) / 1e3)
          .as("p%s", percentile)
          .isCloseTo(percentilesAndMillis[place + 1], withinPercentage(PERCENT));
    }
  }

  @Test
  void shouldChargeTheFreezeFromTheIntendedStart() {
    check(
        open().fromIntended(),
        1_000,
        57.056,
        new double[] {50, 1, 90, 101, 91, 191, 95, 551, 99, 911, 99.9, 992, 100, 1_001});
  }

  @Test
  void shouldShowWhatAClosedLoopLeavesOut() {
    Histogram said = closed().fromSend();
    check(
        said,
        901,
        2.110,
        new double[] {50, 1, 90, 1, 91, 1, 95, 1, 99, 1, 99.9, 1_001, 100, 1_001});
    check(
        corrected(),
        1_000,
        51.50,
        new double[] {50, 1, 90, 1, 91, 101, 95, 501, 99, 901, 99.9, 991, 100, 1_001});
  }

  @Test
  void shouldBeSpoiledByASecondCorrection() {
    Histogram twice = corrected().copyCorrectedForCoordinatedOmission(BEAT / 1_000);
    assertThat(twice.getTotalCount()).isEqualTo(5_950);
    assertThat(twice.getValueAtPercentile(90) / 1e3).isCloseTo(661.65, withinPercentage(PERCENT));
    assertThat(twice.getValueAtPercentile(99) / 1e3).isCloseTo(901.25, withinPercentage(PERCENT));
  }
}
