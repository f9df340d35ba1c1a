package weir.desktop.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;
import weir.desktop.model.Gauge;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.Parts;
import weir.desktop.model.Slot;
import weir.desktop.model.Tally;

/**
 * Figures as comma-separated values: a heading with units, and a line for each slot of time. Counts
 * are of the slot itself and add up; gauges have their mean and extremes in it. What is not known
 * is empty.
 */
public final class CsvFigures {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double[] PERCENTILES = {50, 90, 99, 99.9, 100};
  private static final List<String> PERCENTILE_NAMES = List.of("p50", "p90", "p99", "p999", "max");

  private CsvFigures() {}

  /**
   * Writes them.
   *
   * @param figures what
   * @param out where to; not closed
   * @throws IOException if it can't be written
   */
  public static void write(SlotFigures figures, OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    CsvWriter csv = CsvWriter.builder().build(writer);
    csv.writeRecord(heading());
    Histogram sum = LatencyRange.newHistogram();
    for (SlotFigures.Timed timed : figures.slots()) {
      csv.writeRecord(line(figures, timed, sum));
    }
    csv.flush();
    writer.flush();
  }

  private static List<String> heading() {
    List<String> heading =
        new ArrayList<>(List.of("time_utc", "uptime_seconds", "interval_seconds", "source"));
    for (Tally tally : Tally.values()) {
      heading.add(name(tally));
    }
    for (Gauge gauge : Gauge.values()) {
      for (String figure : List.of("mean", "min", "max")) {
        heading.add(name(gauge) + "_" + figure);
      }
    }
    for (LatencyClock clock : LatencyClock.values()) {
      String name = name(clock);
      heading.add(name + "_count");
      PERCENTILE_NAMES.forEach(figure -> heading.add(name + "_" + figure + "_micros"));
    }
    return heading;
  }

  private static String name(Tally tally) {
    return switch (tally) {
      case ARRIVALS -> "accepted_events";
      case COMPLETIONS -> "completed_events";
      case FAILURES -> "failed_events";
      case REJECTIONS -> "rejected_events";
    };
  }

  private static String name(Gauge gauge) {
    return switch (gauge) {
      case BACKLOG -> "backlog_events";
      case OLDEST_WAITING -> "oldest_waiting_seconds";
      case RESOURCE_IN_USE -> "resource_in_use_callers";
      case RESOURCE_WAITING -> "resource_waiting_callers";
      case BUSY_WORKERS -> "busy_workers";
      case EFFECTIVE_WORKERS -> "effective_workers";
      case REQUESTED_WORKERS -> "requested_workers";
      case UTILISATION -> "worker_utilisation_ratio";
      case ARRIVAL_RATE -> "accepted_events_per_second";
      case COMPLETION_RATE -> "completed_events_per_second";
      case REJECTION_RATE -> "rejected_events_per_second";
    };
  }

  private static String name(LatencyClock clock) {
    return clock.of(Latencies.NAMES).replace('-', '_');
  }

  private static List<String> line(SlotFigures figures, SlotFigures.Timed timed, Histogram sum) {
    Slot slot = timed.slot();
    List<String> line = new ArrayList<>();
    line.add(Instant.ofEpochMilli(timed.epochMillis()).toString());
    line.add(seconds(slot.toNanos()));
    line.add(seconds(slot.toNanos() - slot.fromNanos()));
    line.add(figures.source());
    for (Tally tally : Tally.values()) {
      line.add(counts(figures.parts(), tally) ? Long.toString(slot.count(tally)) : "");
    }
    for (Gauge gauge : Gauge.values()) {
      line.add(number(slot.mean(gauge)));
      line.add(number(slot.least(gauge)));
      line.add(number(slot.most(gauge)));
    }
    for (LatencyClock clock : LatencyClock.values()) {
      sum.reset();
      slot.addTo(clock, sum);
      addLatency(figures.parts().clocks().contains(clock), sum, line::add);
    }
    return line;
  }

  private static boolean counts(Parts parts, Tally tally) {
    return switch (tally) {
      case ARRIVALS, COMPLETIONS -> true;
      case FAILURES -> parts.failures();
      case REJECTIONS -> parts.rejections();
    };
  }

  private static void addLatency(boolean measured, Histogram latency, Consumer<String> line) {
    line.accept(measured ? Long.toString(latency.getTotalCount()) : "");
    for (double percentile : PERCENTILES) {
      line.accept(
          latency.getTotalCount() == 0
              ? ""
              : Long.toString(latency.getValueAtPercentile(percentile)));
    }
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / NANOS_PER_SECOND);
  }

  private static String number(double value) {
    return Double.isNaN(value)
        ? ""
        : value == Math.rint(value)
            ? Long.toString((long) value)
            : String.format(Locale.ROOT, "%.6f", value);
  }
}
