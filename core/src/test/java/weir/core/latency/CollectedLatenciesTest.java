package weir.core.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;
import weir.core.figures.LatencySummary;

@Timeout(60)
class CollectedLatenciesTest {

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final CollectedLatencies collected = new CollectedLatencies();
  private final WorkerRecorder recorder = new WorkerRecorder();
  private final CohortRecorder[] cohorts = {
    new CohortRecorder(0, 0, Latencies.generate(() -> true)),
    new CohortRecorder(1, 0, Latencies.generate(() -> true))
  };
  private final Latencies<Histogram> plain = Latencies.generate(LatencyRange::newHistogram);

  private void end(int events) {
    for (int event = 0; event < events; event++) {
      CohortRecorder cohort = cohorts[random.nextInt(cohorts.length)];
      long waitMicros = random.nextLong(1L << random.nextInt(1, 31));
      long serviceMicros = random.nextLong(1L << random.nextInt(1, 31));
      boolean usesResource = random.nextInt(4) > 0;
      cohort.countArrival(0);
      recorder.record(
          cohort,
          0,
          0,
          waitMicros * 1_000,
          (waitMicros + serviceMicros) * 1_000,
          serviceMicros * 100,
          usesResource ? serviceMicros * 900 : WorkerRecorder.UNUSED);
      plain.waitTime().recordValue(waitMicros);
      plain.serviceTime().recordValue(serviceMicros);
      plain.responseTime().recordValue(waitMicros + serviceMicros);
      if (usesResource) {
        plain.resourceWait().recordValue(serviceMicros / 10);
        plain.holdTime().recordValue(serviceMicros * 9 / 10);
      }
    }
  }

  @Test
  void shouldKeepAllSinceTheStartWhateverIsReset() {
    for (int sample = 0; sample < 20; sample++) {
      end(random.nextInt(2 * EventJournal.MOST));
      recorder.drainInto(collected);
      if (random.nextInt(3) == 0) {
        collected.reset();
      }
      assertThat(collected.sinceStart().latencies()).as("seed %d", seed).isEqualTo(plain);
    }
  }

  /** A worker's events are written down one by one, or added up: nobody can tell from outside. */
  @Test
  void shouldSayOfFewAndOfManyEventsWhatOneHistogramOfAllOfThemSays() {
    Interval all = Interval.EMPTY;
    for (int sample = 0; sample < 40; sample++) {
      end(random.nextInt(4 * EventJournal.MOST));
      recorder.drainInto(collected);
      all = all.plus(collected.takeInterval(1).pack());
    }
    all.latencies()
        .zip(
            plain,
            (counted, expected) -> {
              assertThat(counted.decode()).as("seed %d", seed).isEqualTo(expected);
              return counted;
            });
    collected
        .sinceReset()
        .zip(
            plain,
            (summary, expected) -> {
              assertSame(summary, LatencySummary.of(expected));
              return summary;
            });
    assertThat(cohorts[0].figures(0).ended() + cohorts[1].figures(0).ended())
        .isEqualTo(plain.responseTime().getTotalCount());
    assertThat(cohorts[0].hasEnded() && cohorts[1].hasEnded()).isTrue();
  }

  private void assertSame(LatencySummary summary, LatencySummary expected) {
    assertThat(summary.meanMicros())
        .as("seed %d", seed)
        .isCloseTo(expected.meanMicros(), within(1e-9 * expected.meanMicros()));
    assertThat(summary)
        .as("seed %d", seed)
        .usingRecursiveComparison()
        .ignoringFields("meanMicros")
        .isEqualTo(expected);
  }

  @Test
  void shouldKeepAnIntervalThatWasTakenFromChanging() {
    end(3);
    recorder.drainInto(collected);
    var taken = collected.takeInterval(50);
    end(5);
    recorder.drainInto(collected);
    assertThat(taken.latencies().responseTime().getTotalCount()).isEqualTo(3);
    assertThat(taken.intervalNanos()).isEqualTo(50);
    assertThat(collected.takeInterval(60).latencies().responseTime().getTotalCount()).isEqualTo(5);
  }
}
