package weir.core.telemetry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.figures.LatencyRange;
import weir.core.files.BlockFile;
import weir.core.files.Outage;

/**
 * A log of histograms that HdrHistogram's own tools read: a line for each interval and tag. Only
 * its owner reads it. Thread-safe.
 *
 * <p>The lines of an interval are in the file together or not at all. While they can't be written,
 * intervals are added up, and a comment in front of the line that holds them says so. Times are
 * those of a clock that never steps back, from the wall clock at the start on.
 */
public final class HistogramLogFile implements AutoCloseable {

  /** The tag of lines without a tag, which the tools read unless they are told another. */
  public static final String UNTAGGED = "";

  private static final Logger LOG = LoggerFactory.getLogger(HistogramLogFile.class);

  private static final double MICROS_PER_MILLI = 1_000;

  /** A line without length would have no rate. */
  private static final long LEAST_NANOS = 1_000_000;

  private final Path file;
  private final BlockFile blocks;
  private final LongSupplier nanoClock;
  private final byte[] header;
  private final long baseNanos;

  // Times are nanoseconds since the base.

  @GuardedBy("this")
  private final Map<String, Histogram> unwritten = new LinkedHashMap<>();

  @GuardedBy("this")
  private long lineStartNanos;

  @GuardedBy("this")
  private final Outage outage;

  @GuardedBy("this")
  private long lostBeforeNanos;

  @GuardedBy("this")
  private boolean failedToClose;

  @GuardedBy("this")
  private boolean closed;

  private HistogramLogFile(
      Path file, BlockFile.Creator creator, String title, Clock wallClock, LongSupplier nanoClock) {
    this.file = file;
    this.nanoClock = nanoClock;
    baseNanos = nanoClock.getAsLong();
    header = header(title, wallClock.millis());
    blocks = BlockFile.create(file, creator, header);
    outage = new Outage(file, "log", LOG);
  }

  private static byte[] header(String title, long baseMillis) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = printerTo(bytes)) {
      HistogramLogWriter writer = new HistogramLogWriter(out);
      writer.outputComment("[" + title + "; the column of maxima in milliseconds]");
      writer.outputLogFormatVersion();
      writer.outputBaseTime(baseMillis);
      writer.outputStartTime(baseMillis);
      writer.outputLegend();
    }
    return bytes.toByteArray();
  }

  private static PrintStream printerTo(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, false, StandardCharsets.UTF_8);
  }

  /**
   * Opens a new log.
   *
   * @param file where; must not exist, so that no earlier log is lost
   * @param title of the log, one line; says what the values are, in microseconds
   * @return the open log
   * @throws IllegalArgumentException if the file can't be made; the message says why and what to do
   */
  public static HistogramLogFile open(Path file, String title) {
    return open(file, title, BlockFile.OnDisk::create, Clock.systemUTC(), System::nanoTime);
  }

  static HistogramLogFile open(
      Path file, String title, BlockFile.Creator creator, Clock wallClock, LongSupplier nanoClock) {
    return new HistogramLogFile(file, creator, title, wallClock, nanoClock);
  }

  /**
   * Adds values to the present interval.
   *
   * @param tag of the line they go to, or {@link #UNTAGGED}; without commas and blanks
   * @param histogram the values, in microseconds; copied
   */
  public synchronized void add(String tag, Histogram histogram) {
    if (closed || histogram.getTotalCount() == 0) {
      return;
    }
    unwritten.computeIfAbsent(tag, HistogramLogFile::emptyHistogram).add(histogram);
  }

  private static Histogram emptyHistogram(String tag) {
    Histogram histogram = LatencyRange.newHistogram();
    if (!tag.equals(UNTAGGED)) {
      histogram.setTag(tag);
    }
    return histogram;
  }

  /**
   * Ends the present interval and writes its lines. If they can't be written, that is logged and
   * the next interval starts where this one did.
   */
  public synchronized void endInterval() {
    if (closed) {
      return;
    }
    long nowNanos = Math.max(elapsedNanos(), lineStartNanos + LEAST_NANOS);
    try {
      if (!blocks.isThere()) {
        blocks.createAgain();
        lostBeforeNanos = lineStartNanos;
        LOG.warn("{} was deleted or moved: the log goes on in a new file of that name", file);
      }
      blocks.append(block(nowNanos));
    } catch (IOException e) {
      outage.fail(e, nowNanos);
      return;
    }
    unwritten.clear();
    long writtenSinceNanos = lineStartNanos;
    lineStartNanos = nowNanos;
    resumed(writtenSinceNanos);
  }

  private long elapsedNanos() {
    return nanoClock.getAsLong() - baseNanos;
  }

  @GuardedBy("this")
  private byte[] block(long nowNanos) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (blocks.isEmpty()) {
      bytes.writeBytes(header);
    }
    try (PrintStream out = printerTo(bytes)) {
      writeLines(new HistogramLogWriter(out), nowNanos);
    }
    return bytes.toByteArray();
  }

  @GuardedBy("this")
  private void writeLines(HistogramLogWriter writer, long nowNanos) {
    if (blocks.isEmpty() && lostBeforeNanos > 0) {
      writer.outputComment(
          "[Missing: what was logged before %s s, in a file that was deleted or moved]"
              .formatted(seconds(lostBeforeNanos)));
    }
    if (outage.isOn()) {
      writer.outputComment(
          ("[Stopped at %s s (%s), resumed at %s s: the next line of each tag holds all the time"
                  + " from %s s on, nothing of it is missing]")
              .formatted(
                  seconds(outage.sinceNanos()),
                  outage.reason(),
                  seconds(nowNanos),
                  seconds(lineStartNanos)));
    }
    for (Histogram histogram : unwritten.values()) {
      writer.outputIntervalHistogram(
          lineStartNanos / 1e9, nowNanos / 1e9, histogram, MICROS_PER_MILLI);
    }
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e9);
  }

  @GuardedBy("this")
  private void resumed(long sinceNanos) {
    if (outage.end()) {
      LOG.warn(
          "{} is written again: one line holds the time since {} s, nothing of it is missing",
          file,
          seconds(sinceNanos));
    }
  }

  /**
   * Whether every value that was added is in the file.
   *
   * @return false if an interval waits to be written or could not be, or if the file was deleted
   */
  public synchronized boolean isWhole() {
    return lostBeforeNanos == 0 && !failedToClose && unwritten.isEmpty();
  }

  /** Writes what is left and closes the file; logs what could not be written. Idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    // Closed whatever is thrown: a log that fails to write its last line is closed all the same.
    try {
      endInterval();
    } finally {
      closed = true;
      closeBlocks();
    }
  }

  @GuardedBy("this")
  private void closeBlocks() {
    try {
      sayWhatIsLost();
    } finally {
      try {
        blocks.close();
      } catch (IOException e) {
        failedToClose = true;
        LOG.error(
            "{} could not be closed ({}): its last lines may be missing",
            file,
            BlockFile.reason(e));
      }
    }
  }

  @GuardedBy("this")
  private void sayWhatIsLost() {
    if (outage.isOn()) {
      LOG.error(
          "{} ends at {} s: the {} s after that could not be written ({}) and are lost",
          file,
          seconds(lineStartNanos),
          seconds(elapsedNanos() - lineStartNanos),
          outage.reason());
    }
  }
}
