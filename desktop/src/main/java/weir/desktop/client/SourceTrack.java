package weir.desktop.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.JournalFigures;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * The last two minutes of a source in steps of two seconds: some kilobytes, whatever it sends. Not
 * thread-safe.
 */
final class SourceTrack {

  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(SourceReading.STEP_SECONDS);
  private static final int LATELY_STEPS = SourceReading.LATELY_SECONDS / SourceReading.STEP_SECONDS;
  private static final double P99 = 99;

  /** Latencies of a step that has ended, packed. */
  private record Ended(long step, CompressedHistogram latencies) {}

  private final Source source;

  /** Of the step n at n modulo their number. */
  private final double[] backlog = new double[SourceReading.STEPS];

  private final double[] p99Micros = new double[SourceReading.STEPS];
  private final Deque<Ended> lately = new ArrayDeque<>();

  /** Of the step that goes on. */
  private final Histogram latencies = CompressedHistogram.EMPTY.decode().copy();

  private long step = Long.MIN_VALUE;
  private OptionalLong backlogNow = OptionalLong.empty();
  private Optional<String> group = Optional.empty();

  SourceTrack(Source source) {
    this.source = source;
    clear();
  }

  Source source() {
    return source;
  }

  Optional<String> group() {
    return group;
  }

  private void clear() {
    Arrays.fill(backlog, Double.NaN);
    Arrays.fill(p99Micros, Double.NaN);
    lately.clear();
    latencies.reset();
    step = Long.MIN_VALUE;
  }

  /** Adds what follows on what was added before. */
  void add(Snapshot snapshot) {
    add(snapshot, snapshot.uptimeNanos(), true);
  }

  /** The same at a moment of another clock, with the backlog or without. */
  void add(Snapshot snapshot, long nanos, boolean withBacklog) {
    group = snapshot.journal().flatMap(JournalFigures::group);
    long now = nanos / STEP_NANOS;
    if (now < step) {
      clear(); // Another life of the source.
    }
    if (now > step) {
      endStep(now);
    }
    clockOf(snapshot).addTo(latencies);
    if (withBacklog) {
      backlogNow = OptionalLong.of(snapshot.ledger().backlog());
      backlog[at(now)] = snapshot.ledger().backlog();
    }
    if (latencies.getTotalCount() > 0) {
      p99Micros[at(now)] = latencies.getValueAtPercentile(P99);
    }
  }

  private void endStep(long next) {
    if (step != Long.MIN_VALUE) {
      if (latencies.getTotalCount() > 0) {
        lately.addLast(new Ended(step, CompressedHistogram.of(latencies)));
        latencies.reset();
      }
      for (long passed = Math.max(step + 1, next - SourceReading.STEPS + 1);
          passed <= next;
          passed++) {
        backlog[at(passed)] = Double.NaN;
        p99Micros[at(passed)] = Double.NaN;
      }
    }
    step = next;
    while (!lately.isEmpty() && lately.getFirst().step <= step - LATELY_STEPS) {
      lately.removeFirst();
    }
  }

  private static int at(long step) {
    return (int) Math.floorMod(step, (long) SourceReading.STEPS);
  }

  /** What a user feels, or as much of it as the source measures. */
  private static CompressedHistogram clockOf(Snapshot snapshot) {
    Latencies<Optional<LatencySummary>> has = snapshot.sinceReset();
    Latencies<CompressedHistogram> ended = snapshot.interval().latencies();
    return has.responseTime().isPresent()
        ? ended.responseTime()
        : has.waitTime().isPresent() ? ended.waitTime() : ended.serviceTime();
  }

  SourceReading reading() {
    Histogram all = latencies;
    if (!lately.isEmpty()) {
      all = latencies.copy();
      for (Ended ended : lately) {
        ended.latencies.addTo(all);
      }
    }
    long count = all.getTotalCount();
    return new SourceReading(
        source,
        group,
        line(backlog),
        line(p99Micros),
        backlogNow,
        count == 0 ? OptionalLong.empty() : OptionalLong.of(all.getValueAtPercentile(P99)),
        count);
  }

  private List<Double> line(double[] values) {
    List<Double> line = new ArrayList<>(values.length);
    long last = step == Long.MIN_VALUE ? 0 : step;
    for (long each = last - SourceReading.STEPS + 1; each <= last; each++) {
      line.add(values[at(each)]);
    }
    return line;
  }
}
