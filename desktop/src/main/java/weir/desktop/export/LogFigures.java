package weir.desktop.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.Slot;

/**
 * Latencies as a log that HdrHistogram's own tools read, in microseconds: a line for each slot of
 * time and clock, of response times without a tag, as in the server's own logs.
 */
public final class LogFigures {

  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_MILLI = 1e3;

  private LogFigures() {}

  /**
   * Writes them.
   *
   * @param figures what
   * @param out where to; not closed
   * @throws IOException if it can't be written
   */
  public static void write(SlotFigures figures, OutputStream out) throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    // A PrintStream keeps to itself why it can't write: this one always can.
    HistogramLogWriter log =
        new HistogramLogWriter(new PrintStream(lines, true, StandardCharsets.UTF_8));
    log.outputComment("[Latencies of Weir in microseconds; the column of maxima in milliseconds]");
    log.outputLogFormatVersion();
    boolean none = figures.slots().isEmpty();
    long startNanos = none ? 0 : figures.slots().getFirst().slot().fromNanos();
    long startMillis = none ? 0 : figures.slots().getFirst().startEpochMillis();
    log.outputBaseTime(startMillis);
    log.outputStartTime(startMillis);
    log.outputLegend();
    for (SlotFigures.Timed timed : figures.slots()) {
      for (LatencyClock clock : LatencyClock.values()) {
        write(timed.slot(), clock, startNanos, log);
      }
      lines.writeTo(out);
      lines.reset();
    }
    lines.writeTo(out);
  }

  private static void write(
      Slot slot, LatencyClock clock, long startNanos, HistogramLogWriter log) {
    Histogram latency = LatencyRange.newHistogram();
    slot.addTo(clock, latency);
    if (latency.getTotalCount() > 0) {
      if (clock != LatencyClock.RESPONSE) {
        latency.setTag(clock.of(Latencies.NAMES));
      }
      log.outputIntervalHistogram(
          (slot.fromNanos() - startNanos) / NANOS_PER_SECOND,
          (slot.toNanos() - startNanos) / NANOS_PER_SECOND,
          latency,
          MICROS_PER_MILLI);
    }
  }
}
