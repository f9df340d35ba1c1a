package weir.core.resource;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import weir.core.link.DataLine;
import weir.core.link.DurationText;
import weir.core.link.ResourceSettings;

/**
 * Service times from a file: a list, one a line (a duration such as {@code 5ms}, or a number of
 * milliseconds; the first line may be a heading), or an HdrHistogram log ({@code .hlog}) of
 * microseconds, whose untagged lines are merged.
 */
final class ReplayFile {

  /** Larger files are refused rather than loaded. */
  private static final long MAX_BYTES = 64L << 20;

  private ReplayFile() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it can't be used; the message says why and what to do
   */
  static ServiceTimes read(Path file, EventRandom random) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "there is no file " + file + " to replay: give the path of a list or an .hlog");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException(
            file + " is larger than " + (MAX_BYTES >> 20) + " MiB: replay a part of it");
      }
      return file.toString().toLowerCase(Locale.ROOT).endsWith(".hlog")
          ? drawn(readLog(file), random)
          : inOrder(readList(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " can't be read (" + e.getMessage() + "): give a readable text file", e);
    }
  }

  private static ServiceTimes inOrder(long[] nanos) {
    return event -> (double) nanos[(int) (event % nanos.length)];
  }

  /** Reading quantiles does not change a histogram, so threads may share it. */
  private static ServiceTimes drawn(Histogram micros, EventRandom random) {
    return event -> 1_000.0 * micros.getValueAtPercentile(100 * random.uniform(event, 0));
  }

  private static long[] readList(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    List<Long> times = new ArrayList<>(lines.size());
    for (DataLine line : DataLine.of(lines)) {
      times.add(time(line.text(), file, line.number()));
    }
    if (times.isEmpty()) {
      throw new IllegalArgumentException(
          file + " holds no service time: write one a line, such as 5ms");
    }
    return times.stream().mapToLong(Long::longValue).toArray();
  }

  private static long time(String text, Path file, int line) {
    long nanos;
    try {
      boolean plain = Character.isDigit(text.charAt(text.length() - 1));
      nanos = DurationText.parse(plain ? text + "ms" : text).toNanos();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "line " + line + " of " + file + " is no service time: " + e.getMessage(), e);
    }
    if (nanos > ResourceSettings.MAX_NANOS) {
      throw new IllegalArgumentException(
          "line " + line + " of " + file + " is above an hour, the longest service time");
    }
    return nanos;
  }

  private static Histogram readLog(Path file) throws IOException {
    Histogram merged = new Histogram(3);
    merged.setAutoResize(true);
    try (InputStream input = new FileInputStream(file.toFile());
        HistogramLogReader reader = new HistogramLogReader(input)) {
      while (reader.hasNext()) {
        EncodableHistogram interval = reader.nextIntervalHistogram();
        if (interval instanceof AbstractHistogram histogram && histogram.getTag() == null) {
          merged.add(histogram);
        }
      }
    } catch (RuntimeException e) {
      // The reader has no exception of its own for a broken line.
      throw new IllegalArgumentException(
          file + " is no HdrHistogram log (" + e.getMessage() + "): write it again", e);
    }
    if (merged.getTotalCount() == 0) {
      throw new IllegalArgumentException(
          file + " holds no untagged value: replay a log that has some");
    }
    if (merged.getMaxValue() > ResourceSettings.MAX_NANOS / 1_000) {
      throw new IllegalArgumentException(
          file + " holds values above an hour: it should be in microseconds");
    }
    return merged;
  }
}
