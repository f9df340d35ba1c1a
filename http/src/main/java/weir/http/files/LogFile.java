package weir.http.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.DoubleHistogram;
import org.HdrHistogram.DoubleHistogramIterationValue;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * An HdrHistogram log, of whole or of double values. Its last line may be torn, as a recorder that
 * was killed leaves it: what precedes it counts. A torn line in the middle is a fault.
 */
final class LogFile {

  /** The tag of lines without one. */
  static final String UNTAGGED = "";

  private static final String TAG = "Tag=";
  private static final int FIELDS = 4;

  private final Path path;
  private final TreeMap<String, LogSeries> series = new TreeMap<>();
  private boolean weirs;
  private String warning = "";

  /** A line that is no whole one; a fault unless it is the last. */
  private record Torn(int line, String reason) {}

  private LogFile(Path path) {
    this.path = path;
  }

  static LogFile read(String name) {
    try (TextFile file = TextFile.open(name)) {
      LogFile log = new LogFile(file.path());
      log.readLines(new BufferedReader(file.reader()));
      return log;
    } catch (IOException e) {
      throw TextFile.unreadable(Path.of(name), e);
    }
  }

  private void readLines(BufferedReader lines) throws IOException {
    Torn torn = null;
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String text = line.strip();
      if (text.startsWith("#[Latencies of Weir")) {
        weirs = true;
      }
      if (text.isEmpty() || text.startsWith("#") || text.startsWith("\"StartTimestamp\"")) {
        continue;
      }
      if (torn != null) {
        throw new IllegalArgumentException(
            "line %s of %s is no whole line of a histogram log (%s): delete it, and what is lost with it, or write the log again"
                .formatted(torn.line(), path, torn.reason()));
      }
      torn = readLine(number, text);
    }
    if (torn != null) {
      if (series.isEmpty()) {
        throw new IllegalArgumentException(
            "line %s of %s is no line of a histogram log (%s), and no other is: write the log again"
                .formatted(torn.line(), path, torn.reason()));
      }
      warning =
          "line %s, the last one, is torn and left out (%s)".formatted(torn.line(), torn.reason());
    }
  }

  private @Nullable Torn readLine(int number, String text) {
    String tag = UNTAGGED;
    String rest = text;
    if (rest.startsWith(TAG)) {
      int comma = rest.indexOf(',');
      if (comma < 0) {
        return new Torn(number, "it ends in its tag");
      }
      tag = rest.substring(TAG.length(), comma);
      rest = rest.substring(comma + 1);
    }
    String[] fields = rest.split(",", -1);
    if (fields.length != FIELDS) {
      return new Torn(number, "it has " + fields.length + " fields and not " + FIELDS);
    }
    try {
      double max = Double.parseDouble(fields[2]);
      LogSeries line = decode(fields[FIELDS - 1].strip());
      line.addMaximum(max, line.max(), decimals(fields[2]));
      series.computeIfAbsent(tag, name -> new LogSeries()).add(line);
      return null;
    } catch (NumberFormatException e) {
      return new Torn(number, "its maximum is no number");
    } catch (DataFormatException | RuntimeException e) {
      // The library has no exception of its own for a histogram that is cut or spoiled.
      return new Torn(number, "its histogram can't be decoded");
    }
  }

  private static int decimals(String number) {
    int point = number.indexOf('.');
    return point < 0 ? 0 : number.strip().length() - point - 1;
  }

  private static LogSeries decode(String text) throws DataFormatException {
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    LogSeries series = new LogSeries();
    if (text.startsWith("DHIST")) {
      DoubleHistogram histogram = DoubleHistogram.decodeFromCompressedByteBuffer(bytes, 0);
      for (DoubleHistogramIterationValue value : histogram.recordedValues()) {
        double at = value.getValueIteratedTo();
        series.add(
            histogram.lowestEquivalentValue(at),
            histogram.highestEquivalentValue(at),
            value.getCountAddedInThisIterationStep());
      }
    } else {
      Histogram histogram = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
      for (HistogramIterationValue value : histogram.recordedValues()) {
        long at = value.getValueIteratedTo();
        series.add(
            (double) histogram.lowestEquivalentValue(at),
            (double) histogram.highestEquivalentValue(at),
            value.getCountAddedInThisIterationStep());
      }
    }
    return series;
  }

  /** Whether {@code weir serve --hlog} has written it, so that its tags are clocks. */
  boolean isWeirs() {
    return weirs;
  }

  Path path() {
    return path;
  }

  /** What was left out; empty if nothing was. */
  String warning() {
    return warning;
  }

  /** The values of a tag; null if no line has it. */
  @Nullable LogSeries series(String tag) {
    return series.get(tag);
  }

  List<String> tags() {
    return new ArrayList<>(series.keySet());
  }
}
