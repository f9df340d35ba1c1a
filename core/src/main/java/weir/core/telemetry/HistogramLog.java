package weir.core.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.link.IntervalLatencies;
import weir.core.link.Latencies;
import weir.core.link.Snapshot;
import weir.core.link.SnapshotSink;

/**
 * Writes every latency to a histogram log that HdrHistogram's own tools read: a line for each
 * second and clock, in microseconds. Response times have no tag, the others that of their name;
 * {@code hiccup} is what the machine itself took. Thread-safe.
 */
public final class HistogramLog implements SnapshotSink, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HistogramLog.class);

  private static final long LINE_MILLIS = 1_000;
  private static final double MICROS_PER_MILLI = 1_000;
  private static final String HICCUP = "hiccup";

  private final Path file;
  private final PrintStream out;
  private final HistogramLogWriter writer;
  private final long baseMillis;

  // What follows is guarded by this.
  private IntervalLatencies unwritten = IntervalLatencies.EMPTY;
  private long lineStartMillis;
  private boolean closed;
  private boolean broken;

  private HistogramLog(Path file, PrintStream out, long nowMillis) {
    this.file = file;
    this.out = out;
    writer = new HistogramLogWriter(out);
    baseMillis = nowMillis;
    lineStartMillis = nowMillis;
    writer.outputComment(
        "[Latencies of Weir in microseconds; the column of maxima in milliseconds]");
    writer.outputLogFormatVersion();
    writer.outputBaseTime(nowMillis);
    writer.outputStartTime(nowMillis);
    writer.outputLegend();
  }

  /**
   * Opens a new log.
   *
   * @param file where; must not exist, so that no earlier log is lost
   * @return the open log
   * @throws IllegalArgumentException if the file can't be made; the message says why and what to do
   */
  public static HistogramLog open(Path file) {
    try {
      OutputStream stream = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
      PrintStream out = new PrintStream(stream, false, StandardCharsets.UTF_8);
      return new HistogramLog(file, out, System.currentTimeMillis());
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(
          "there is a file " + file + " already: name a new one, so that no log is lost", e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "the folder of " + file + " does not exist: make it, or name another", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file
              + " can't be written ("
              + e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT)
              + "): name a file in a folder of yours",
          e);
    }
  }

  @Override
  public boolean hasReceivers() {
    return true;
  }

  @Override
  public synchronized void publish(Snapshot snapshot) {
    if (closed) {
      return;
    }
    unwritten = unwritten.plus(snapshot.interval());
    if (snapshot.epochMillis() - lineStartMillis >= LINE_MILLIS) {
      writeLines(snapshot.epochMillis());
    }
  }

  private void writeLines(long endMillis) {
    Latencies.NAMES.zip(
        unwritten.latencies(),
        (name, histogram) -> {
          write(
              name.equals(Latencies.NAMES.responseTime()) ? null : name,
              histogram.decode(),
              endMillis);
          return name;
        });
    write(HICCUP, unwritten.hiccups().decode(), endMillis);
    unwritten = IntervalLatencies.EMPTY;
    lineStartMillis = endMillis;
    if (out.checkError() && !broken) {
      broken = true;
      LOG.error("{} can't be written any more, is its disk full? The pipeline goes on", file);
    }
  }

  private void write(@Nullable String tag, Histogram histogram, long endMillis) {
    if (histogram.getTotalCount() == 0) {
      return;
    }
    if (tag != null) {
      histogram.setTag(tag);
    }
    double startSeconds = (lineStartMillis - baseMillis) / 1_000.0;
    double endSeconds = (Math.max(endMillis, lineStartMillis + 1) - baseMillis) / 1_000.0;
    writer.outputIntervalHistogram(startSeconds, endSeconds, histogram, MICROS_PER_MILLI);
  }

  /** Writes what is left and closes the file. Idempotent. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      writeLines(System.currentTimeMillis());
      writer.close();
    }
  }
}
