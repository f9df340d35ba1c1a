package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Change;
import weir.desktop.Snapshots;

@Timeout(20)
class HistoryTest {

  private final History history = new History();

  @Test
  void shouldMergeHistogramsOfABucketAndNeverAveragePercentiles() {
    // Medians 10 and 1000; the mean of the medians would be 505, the bucket's median is 10.
    add(100, 0, 99, LongStream.generate(() -> 10).limit(99).toArray());
    add(200, 0, 100, 1_000);

    LatencyPoint point = onlyPoint();
    assertThat(point.count()).isEqualTo(100);
    assertThat(point.p50Micros()).isEqualTo(10);
    assertThat(point.p99Micros()).isEqualTo(10);
    assertThat(point.maxMicros()).isEqualTo(1_000);
  }

  @Test
  void shouldNotClaimA99thPercentileOfFewerThanAHundredSamples() {
    add(100, 0, 99, LongStream.rangeClosed(1, 99).toArray());
    assertThat(onlyPoint().hasP99()).isFalse();

    add(200, 0, 100, 100);
    assertThat(onlyPoint().hasP99()).isTrue();
    assertThat(onlyPoint().p99Micros()).isEqualTo(99);
  }

  @Test
  void shouldLeaveNoPointWhereNothingEnded() {
    add(100, 0, 1, 50);
    add(5_000, 0, 1);
    assertThat(points()).hasSize(1);
  }

  @Test
  void shouldMarkWhereTheRequestedWorkersChanged() {
    history.add(Snapshots.at(1_000, 0, 10, 1));
    history.add(Snapshots.at(1_050, 0, 10, 1));
    history.add(Snapshots.at(1_100, 1, 9, 3));
    history.add(Snapshots.at(1_150, 1, 9, 3));
    history.add(Snapshots.at(1_200, 2, 8, 0));

    assertThat(history.markers())
        .containsExactly(
            seen(1_100, Change.Kind.WORKERS, "1 worker", "3 workers"),
            seen(1_200, Change.Kind.WORKERS, "3 workers", "0 workers"));
    assertThat(history.workers().steps())
        .containsExactly(
            new WorkerSteps.Step(1_000_000_000L, 1),
            new WorkerSteps.Step(1_100_000_000L, 3),
            new WorkerSteps.Step(1_200_000_000L, 0));
  }

  @Test
  void shouldRestartCleanlyAtAReset() {
    for (int tick = 0; tick <= 40; tick++) {
      history.add(Snapshots.at(tick * 50L, tick * 10L, 100, 1));
    }
    assertThat(history.throughput()).isEqualTo(200);

    history.add(Snapshots.of(2_050, 0, 90, 1, 1, 1, Snapshots.micros()));
    assertThat(history.throughput()).isNaN();
    history.add(Snapshots.of(3_100, 210, 80, 1, 1, 1, Snapshots.micros(7)));

    assertThat(history.throughput()).isEqualTo(200);
    assertThat(history.markers()).containsExactly(seen(2_050, Change.Kind.RESET, "", ""));
    assertThat(onlyPoint().count()).isEqualTo(1);
    assertThat(values(Gauge.COMPLETION_RATE, GaugeLine.Shape.MEAN))
        .filteredOn(value -> !Double.isNaN(value))
        .isNotEmpty()
        .allMatch(value -> Math.abs(value - 200) < 1e-9);
  }

  @Test
  void shouldStartAfreshWhenTheUptimeGoesBack() {
    history.add(Snapshots.at(90_000, 500, 100, 1));
    history.add(Snapshots.at(50, 0, 3, 2));

    assertThat(history.nowNanos()).isEqualTo(50_000_000L);
    assertThat(history.markers()).isEmpty();
    assertThat(backlog()).containsExactly(3.0);
  }

  @Test
  void shouldKnowWhatAServerTellsAgainButNotAnotherLife() {
    history.add(Snapshots.at(90_000, 500, 100, 1));
    assertThat(history.knows(Snapshots.at(60_000, 400, 100, 1))).isTrue();
    assertThat(history.knows(Snapshots.at(90_050, 500, 100, 1))).isFalse();
    assertThat(history.knows(Snapshots.bornAt(7_000_000, Snapshots.at(60_000, 400, 100, 1))))
        .isFalse();
  }

  @Test
  void shouldKeepEveryPeakAtEveryWidth() {
    int snapshots = (int) TimeUnit.MINUTES.toMillis(30) / 50;
    for (int tick = 0; tick < snapshots; tick++) {
      long backlog = tick == snapshots - 500 ? 7_777 : tick % 40;
      history.add(Snapshots.at(tick * 50L, 0, backlog, 1));
    }
    for (TimeSpan span : TimeSpan.values()) {
      TimeWindow window = new TimeWindow(history.nowNanos() - span.spanNanos(), history.nowNanos());
      GaugeLine line = new GaugeLine(Gauge.BACKLOG, GaugeLine.Shape.EXTREMES);
      line.load(history, window, span.spanNanos() / 600.0);
      assertThat(line.size()).as("%s", span).isLessThan(4 * 620);
      assertThat(values(line)).as("%s", span).contains(7_777.0).endsWith((snapshots - 1) % 40.0);
      for (int i = 1; i < line.size(); i++) {
        assertThat(line.time(i)).isGreaterThanOrEqualTo(line.time(i - 1));
      }
    }
  }

  @Test
  void shouldInterruptTheLinesWhereThereWasNoServer() {
    history.add(Snapshots.at(1_000, 1, 5, 1));
    history.interrupt();
    history.add(Snapshots.at(4_000, 2, 4, 1));

    assertThat(backlog()).containsExactly(5.0, Double.NaN, 4.0);
    assertThat(history.throughput()).as("no rate across the gap").isNaN();
    SpanFigures figures = history.figures(0, 4_000_000_000L, LatencyClock.RESPONSE);
    assertThat(figures.count(Tally.COMPLETIONS)).as("nobody knows when").isZero();
    assertThat(figures.knownNanos()).isEqualTo(100_000_000);
  }

  @Test
  void shouldCloseTheGapWhereTheServerTellsOfIt() {
    history.add(Snapshots.at(1_000, 1, 5, 1));
    history.interrupt();
    history.add(Snapshots.at(1_050, 3, 4, 1));

    assertThat(backlog()).doesNotContain(Double.NaN);
    assertThat(history.figures(0, 4_000_000_000L, LatencyClock.RESPONSE).count(Tally.COMPLETIONS))
        .isEqualTo(2);
  }

  @Test
  void shouldAverageResourceUseOverTheLastElevenSamples() {
    for (int tick = 0; tick < 20; tick++) {
      int workers = tick < 14 ? 1 : 3;
      history.add(Snapshots.at(tick * 50L, 0, 100, workers));
    }
    assertThat(history.meanUse()).isEqualTo((5 * 1 + 6 * 3) / 11.0);
  }

  @Test
  void shouldMarkEachChangeOnceAndAsItIsTold() {
    history.add(Snapshots.at(1_000, 0, 10, 1));
    history.add(Snapshots.at(1_100, 1, 9, 3));
    history.add(Snapshots.of(1_200, 0, 9, 3, 3, 1, Snapshots.micros()));
    Change resize = Snapshots.change(2, 1_080, Change.Kind.WORKERS, "1 worker", "3 workers");
    assertThat(history.tell(resize)).isTrue();
    assertThat(history.markers())
        .as("it has told of no reset")
        .containsExactly(Marker.told(resize), seen(1_200, Change.Kind.RESET, "", ""));

    assertThat(history.tell(resize)).as("told again, as a past").isFalse();
    Change earlier =
        Snapshots.change(1, 500, Change.Kind.RESOURCE, "service-time 1s", "service-time 5ms");
    history.tell(earlier);
    history.tell(Snapshots.change(3, 1_190, Change.Kind.RESET, "9 ended", "counted afresh"));
    assertThat(history.markers())
        .extracting(Marker::uptimeNanos)
        .containsExactly(500_000_000L, 1_080_000_000L, 1_190_000_000L);
    history.add(Snapshots.at(50, 0, 3, 2));
    assertThat(history.markers()).as("another life").isEmpty();
  }

  @Test
  void shouldGoOnWhereTheWallClockIsSet() {
    long hour = 3_600_000;
    for (int second = 1; second <= 60; second++) {
      long jump = second > 30 ? hour : 0;
      history.add(Snapshots.bornAt(1_000_000 + jump, Snapshots.at(second * 1_000L, second, 5, 1)));
    }
    assertThat(backlog()).hasSize(60).doesNotContain(Double.NaN);
    assertThat(history.epochMillis(20_000_000_000L)).as("as it was read then").isEqualTo(1_020_000);
    assertThat(history.epochMillis(40_000_000_000L)).isEqualTo(1_040_000 + hour);
    assertThat(history.knows(Snapshots.bornAt(1_000_000, Snapshots.at(10_000, 10, 5, 1)))).isTrue();
    assertThat(history.knows(Snapshots.bornAt(1_000_000 + hour, Snapshots.at(50_000, 50, 5, 1))))
        .isTrue();
    assertThat(history.knows(Snapshots.bornAt(1_000_000, Snapshots.at(50_000, 50, 5, 1))))
        .as("another life")
        .isFalse();
    for (int second = 61; second <= 90; second++) {
      history.add(Snapshots.bornAt(1_000_000, Snapshots.at(second * 1_000L, second, 5, 1)));
    }
    assertThat(backlog()).as("and back").hasSize(90).doesNotContain(Double.NaN);
  }

  private static Marker seen(long uptimeMillis, Change.Kind kind, String from, String to) {
    return new Marker(uptimeMillis * 1_000_000, uptimeMillis, kind, Optional.empty(), from, to);
  }

  private void add(long uptimeMillis, long resets, long completed, long... responseMicros) {
    history.add(
        Snapshots.of(uptimeMillis, completed, 0, 1, 1, resets, Snapshots.micros(responseMicros)));
  }

  private LatencyPoint onlyPoint() {
    return points().getLast();
  }

  private List<LatencyPoint> points() {
    TimeWindow all = new TimeWindow(0, TimeSpan.TEN_MINUTES.spanNanos());
    return history.latencies(
        LatencyClock.RESPONSE,
        history.latencyBucketNanos(all.fromNanos(), all.toNanos()),
        all.fromNanos(),
        all.toNanos());
  }

  private List<Double> backlog() {
    return values(Gauge.BACKLOG, GaugeLine.Shape.EXTREMES);
  }

  private List<Double> values(Gauge gauge, GaugeLine.Shape shape) {
    GaugeLine line = new GaugeLine(gauge, shape);
    line.load(history, new TimeWindow(0, TimeSpan.TEN_MINUTES.spanNanos()), 1e6);
    return values(line);
  }

  private static List<Double> values(GaugeLine line) {
    return IntStream.range(0, line.size()).mapToObj(line::value).toList();
  }
}
