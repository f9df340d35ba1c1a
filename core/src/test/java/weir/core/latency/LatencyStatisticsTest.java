package weir.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;
import weir.core.figures.LatencySummary;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LatencyStatisticsTest {

  private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

  private final LatencyStatistics statistics = new LatencyStatistics(4);

  private Latencies<LatencySummary> sinceReset() {
    return statistics.sinceReset().map(Optional::orElseThrow);
  }

  private void recordMillis(int worker, long acceptedMillis, long startedMillis, long endMillis) {
    statistics
        .forWorker(worker)
        .record(
            statistics.cohorts().current(),
            acceptedMillis * 1_000_000,
            acceptedMillis * 1_000_000,
            startedMillis * 1_000_000,
            endMillis * 1_000_000,
            0,
            WorkerRecorder.UNUSED);
  }

  @Test
  void shouldSplitResponseTimeIntoWaitAndService() {
    recordMillis(0, 100, 130, 180);
    statistics.collect();

    assertThat(sinceReset().waitTime().maxMicros()).isBetween(30_000L, 30_030L);
    assertThat(sinceReset().serviceTime().maxMicros()).isBetween(50_000L, 50_050L);
    assertThat(sinceReset().responseTime().maxMicros()).isBetween(80_000L, 80_080L);
  }

  @Test
  void shouldTellTheClocksApart() {
    long ms = 1_000_000;
    CohortRecorder cohort = statistics.cohorts().current();
    statistics
        .forWorker(0)
        .record(cohort, 100 * ms, 110 * ms, 130 * ms, 180 * ms, 15 * ms, 30 * ms);
    statistics.forWorker(1).record(cohort, 0, 0, 0, 7 * ms, 0, WorkerRecorder.UNUSED);
    statistics.collect();

    Latencies<LatencySummary> seen = sinceReset();
    assertThat(seen.waitTime().maxMicros()).isBetween(20_000L, 20_020L);
    assertThat(seen.resourceWait().maxMicros()).isBetween(15_000L, 15_015L);
    assertThat(seen.holdTime().maxMicros()).isBetween(30_000L, 30_030L);
    assertThat(seen.serviceTime().maxMicros()).isBetween(50_000L, 50_050L);
    assertThat(seen.responseTime().maxMicros()).isBetween(80_000L, 80_080L);
    assertThat(seen.map(LatencySummary::count).toList()).containsExactly(2L, 1L, 1L, 2L, 2L);
  }

  @Test
  void shouldMergeWorkersAndNotAverageThem() {
    // queueing-vectors: A = 990 × 1 + 10 × 100 and B = 90 × 1 + 10 × 1000 have a merged p99 of 100.
    for (int event = 0; event < 1_000; event++) {
      recordMillis(0, 0, 0, event < 990 ? 1 : 100);
    }
    for (int event = 0; event < 100; event++) {
      recordMillis(1, 0, 0, event < 90 ? 1 : 1_000);
    }
    statistics.collect();

    assertThat(sinceReset().responseTime().count()).isEqualTo(1_100);
    assertThat(sinceReset().responseTime().p99Micros()).isBetween(100_000L, 100_100L);
  }

  @Test
  void shouldCountLatenciesAboveAnHourAndNotThrow() {
    statistics
        .forWorker(0)
        .record(
            statistics.cohorts().current(),
            0,
            0,
            2 * HOUR_NANOS,
            2 * HOUR_NANOS,
            0,
            WorkerRecorder.UNUSED);
    statistics.collect();

    assertThat(sinceReset().responseTime().count()).isEqualTo(1);
    assertThat(statistics.overRange()).as("wait and response").isEqualTo(2);
    assertThat(sinceReset().waitTime().maxMicros()).isGreaterThanOrEqualTo(LatencyRange.MAX_MICROS);
  }

  @Test
  void shouldTakeClockStepsBackAsZero() {
    statistics
        .forWorker(0)
        .record(statistics.cohorts().current(), 10, 10, 5, 3, 0, WorkerRecorder.UNUSED);
    statistics.collect();
    assertThat(sinceReset().responseTime().maxMicros()).isZero();
  }

  @Test
  void shouldHandOutEachEventInExactlyOneInterval() {
    recordMillis(0, 0, 0, 1);
    statistics.collect();
    Interval first = statistics.takeInterval(50).pack();
    recordMillis(0, 0, 0, 2);
    recordMillis(1, 0, 0, 3);
    statistics.collect();
    Interval second = statistics.takeInterval(60).pack();
    statistics.collect();
    Interval third = statistics.takeInterval(70).pack();

    assertThat(first.responseTime().decode().getTotalCount()).isEqualTo(1);
    assertThat(second.responseTime().decode().getTotalCount()).isEqualTo(2);
    assertThat(second.intervalNanos()).isEqualTo(60);
    assertThat(third.responseTime().isEmpty()).isTrue();
    Histogram merged = first.plus(second).plus(third).responseTime().decode();
    assertThat(merged.getTotalCount()).isEqualTo(3);
    assertThat(first.plus(second).plus(third).intervalNanos()).isEqualTo(180);
    assertThat(sinceReset().responseTime().count()).isEqualTo(3);
  }

  @Test
  void shouldStartAfreshOnReset() {
    recordMillis(0, 0, 0, 1);
    statistics.collect();
    statistics.reset();
    assertThat(sinceReset().responseTime().count()).isZero();
    recordMillis(0, 0, 0, 7);
    statistics.collect();
    assertThat(sinceReset().responseTime().count()).isEqualTo(1);
    assertThat(sinceReset().responseTime().p50Micros()).isBetween(7_000L, 7_007L);
  }

  @Test
  void shouldLoseNoRecordWhileIntervalsAreRead() throws InterruptedException {
    int workers = 3;
    int eventsEach = 200_000;
    CohortRecorder cohort = statistics.cohorts().current();
    List<Thread> recording = new ArrayList<>();
    for (int index = 0; index < workers; index++) {
      WorkerRecorder recorder = statistics.forWorker(index);
      Thread thread =
          new Thread(
              () -> {
                for (int event = 0; event < eventsEach; event++) {
                  recorder.record(cohort, 0, 0, 1_000, event * 1_000L, 0, 0);
                }
              });
      thread.start();
      recording.add(thread);
    }
    long counted = 0;
    while (recording.stream().anyMatch(Thread::isAlive)) {
      statistics.collect();
      counted += statistics.takeInterval(1).latencies().responseTime().getTotalCount();
    }
    for (Thread thread : recording) {
      thread.join();
    }
    statistics.collect();
    counted += statistics.takeInterval(1).latencies().responseTime().getTotalCount();
    assertThat(counted).isEqualTo((long) workers * eventsEach);
    assertThat(sinceReset().serviceTime().count()).isEqualTo((long) workers * eventsEach);
  }
}
