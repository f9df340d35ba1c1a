package weir.http.load;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.figures.LatencyRange;
import weir.core.telemetry.HistogramLogFile;

/**
 * Writes the generator's own figures to a histogram log, a line a second and figure. A thread of
 * its own writes, so that no request waits for a disk; the event loop alone records.
 */
final class LoadLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoadLog.class);

  private static final long LINE_SECONDS = 1;

  /** A disk that does not answer must not keep the report from being printed. */
  private static final long CLOSE_MILLIS = 10_000;

  private final HistogramLogFile file;
  private final Figure sendDelay = new Figure("send-delay");
  private final Figure fromSend = new Figure("from-send");
  private final Figure fromIntended = new Figure("from-intended");
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread writer = new Thread(this::write, "weir-load-log");

  /** Written by the event loop, read by the thread that writes. */
  private static final class Figure {

    private final String tag;
    private final SingleWriterRecorder recorder = LatencyRange.newRecorder();

    /** Confined to the thread that writes. */
    private Histogram interval = recorder.getIntervalHistogram();

    Figure(String tag) {
      this.tag = tag;
    }

    void addTo(HistogramLogFile file) {
      interval = recorder.getIntervalHistogram(interval);
      file.add(tag, interval);
    }
  }

  private LoadLog(HistogramLogFile file) {
    this.file = file;
    writer.setDaemon(true);
  }

  /**
   * Opens a new log.
   *
   * @throws LoadException if the file can't be made; the message says why and what to do
   */
  static LoadLog open(Path file) throws LoadException {
    try {
      LoadLog log =
          new LoadLog(HistogramLogFile.open(file, "Figures of weir load in microseconds"));
      log.writer.start();
      return log;
    } catch (IllegalArgumentException e) {
      throw new LoadException(String.valueOf(e.getMessage()), e);
    }
  }

  void sent(long delayMicros) {
    sendDelay.recorder.recordValue(delayMicros);
  }

  void answered(long fromIntendedMicros, long fromSendMicros) {
    fromIntended.recorder.recordValue(fromIntendedMicros);
    fromSend.recorder.recordValue(fromSendMicros);
  }

  private void write() {
    try {
      while (!closing.await(LINE_SECONDS, TimeUnit.SECONDS)) {
        writeLines();
      }
    } catch (InterruptedException e) {
      // Nobody does; what is left is written all the same.
      Thread.currentThread().interrupt();
    }
    writeLines();
    file.close();
  }

  private void writeLines() {
    sendDelay.addTo(file);
    fromSend.addTo(file);
    fromIntended.addTo(file);
    file.endInterval();
  }

  /**
   * Writes what is left and closes the file.
   *
   * @return whether every value is in the file
   */
  boolean finish() {
    close();
    if (writer.isAlive()) {
      LOG.error("the disk of the log does not answer: the log's last lines are missing");
      return false;
    }
    return file.isWhole();
  }

  /** Idempotent. */
  @Override
  public void close() {
    closing.countDown();
    try {
      writer.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
