package weir.http.recording;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.Snapshot;
import weir.core.link.Recording;
import weir.core.telemetry.HistogramLog;

/** Writes a part of a recording in the formats of other tools. */
public final class RecordingExport {

  private static final List<String> FIGURES =
      List.of(
          "recorded_seconds",
          "time_utc",
          "epoch_millis",
          "uptime_seconds",
          "source",
          "resets",
          "accepted_events",
          "completed_events",
          "failed_events",
          "rejected_events",
          "backlog_events",
          "in_flight_events",
          "requested_workers",
          "effective_workers",
          "resource_in_use",
          "resource_waiting",
          "interval_seconds");

  private RecordingExport() {}

  /**
   * Writes a histogram log: a line for each second and clock.
   *
   * @param recording read to the end of the span
   * @param span of one source
   * @param file a file that does not exist yet
   * @return whether everything could be written; if not, it was logged
   * @throws IllegalArgumentException if the file can't be made; the message says why and what to do
   */
  public static boolean toHistogramLog(Recording recording, RecordingSpan span, Path file) {
    recording.seek(span.fromNanos());
    HistogramLog log =
        HistogramLog.ofThePast(
            file,
            recording.startEpochMillis() + span.fromNanos() / 1_000_000,
            () -> Math.max(span.fromNanos(), recording.nanos()));
    try (log) {
      IntervalSum sum = new IntervalSum();
      span.forEach(
          recording,
          snapshot -> {
            sum.clear();
            sum.add(snapshot.interval());
            log.add(sum);
          });
    }
    return log.isWhole();
  }

  /**
   * Writes comma-separated values: a heading, and a line for each snapshot. Counts of events are
   * since the last reset; counts and percentiles of latencies are of the interval up to the
   * snapshot. What a source does not have is empty.
   *
   * @param recording read to the end of the span
   * @param span what to write of it
   * @param to gets the lines; stays open
   * @throws IOException if it can't be written
   */
  public static void toCsv(Recording recording, RecordingSpan span, Writer to) throws IOException {
    CsvWriter csv = CsvWriter.builder().build(to);
    csv.writeRecord(heading());
    span.forEach(recording, snapshot -> csv.writeRecord(line(recording.nanos(), snapshot)));
    csv.flush();
  }

  private static List<String> heading() {
    List<String> heading = new ArrayList<>(FIGURES);
    for (String clock : Latencies.NAMES.toList()) {
      addHeading(heading, clock.replace('-', '_'));
    }
    addHeading(heading, "hiccup");
    return heading;
  }

  private static void addHeading(List<String> heading, String name) {
    heading.add(name + "_count");
    for (String figure : List.of("p50", "p90", "p99", "p999", "max")) {
      heading.add(name + "_" + figure + "_micros");
    }
  }

  private static List<String> line(long recordedNanos, Snapshot snapshot) {
    List<String> line = new ArrayList<>();
    line.add(seconds(recordedNanos));
    line.add(Instant.ofEpochMilli(snapshot.epochMillis()).toString());
    line.add(Long.toString(snapshot.epochMillis()));
    line.add(seconds(snapshot.uptimeNanos()));
    line.add(snapshot.source());
    line.add(Long.toString(snapshot.resets()));
    line.add(Long.toString(snapshot.ledger().accepted()));
    line.add(Long.toString(snapshot.ledger().completed()));
    line.add(perhaps(snapshot.ledger().failed()));
    line.add(perhaps(snapshot.ledger().rejected()));
    line.add(Long.toString(snapshot.ledger().backlog()));
    line.add(Long.toString(snapshot.ledger().inFlight()));
    line.add(snapshot.workers().map(count -> Integer.toString(count.requested())).orElse(""));
    line.add(snapshot.workers().map(count -> Integer.toString(count.effective())).orElse(""));
    line.add(snapshot.resource().map(use -> Integer.toString(use.inUse())).orElse(""));
    line.add(snapshot.resource().map(use -> Integer.toString(use.waiting())).orElse(""));
    line.add(seconds(snapshot.interval().intervalNanos()));
    // A clock that a source does not have has no figures since the reset either.
    snapshot
        .interval()
        .latencies()
        .zip(
            snapshot.sinceReset(),
            (interval, known) -> figures(known.isPresent(), interval.decode()))
        .toList()
        .forEach(line::addAll);
    line.addAll(figures(snapshot.hiccups().isPresent(), snapshot.interval().hiccups().decode()));
    return line;
  }

  private static List<String> figures(boolean measured, Histogram histogram) {
    List<String> line = new ArrayList<>();
    line.add(measured ? Long.toString(histogram.getTotalCount()) : "");
    for (double percentile : new double[] {50, 90, 99, 99.9, 100}) {
      line.add(
          histogram.getTotalCount() == 0
              ? ""
              : Long.toString(histogram.getValueAtPercentile(percentile)));
    }
    return line;
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.6f", nanos / 1e9);
  }

  private static String perhaps(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "";
  }
}
