package weir.http.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import weir.core.link.DataLine;
import weir.core.link.DurationText;

/**
 * Arrival times from a file: one a line, since the start of the trace, as seconds or as a duration
 * such as {@code 250ms}; the first line may be a heading.
 */
public final class TraceFile {

  private static final long MAX_BYTES = 64L << 20;

  /** Half of the generator's heap, while the array grows for the last time. */
  private static final int MAX_TIMES = 8_000_000;

  private static final int FIRST_TIMES = 1_024;

  private TraceFile() {}

  /**
   * Reads a trace.
   *
   * @param file the file
   * @return nanoseconds, in order
   * @throws LoadException if it can't be used; the message says why and names the line
   */
  public static long[] read(Path file) throws LoadException {
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
        throw new LoadException(file + " is larger than 64 MiB: replay a part of it");
      }
      try (BufferedReader lines = Files.newBufferedReader(file)) {
        return read(lines, file);
      }
    } catch (IOException e) {
      throw new LoadException(
          file + " can't be read: give a readable text file of arrival times", e);
    }
  }

  private static long[] read(BufferedReader lines, Path file) throws IOException, LoadException {
    long[] times = new long[FIRST_TIMES];
    int count = 0;
    int number = 0;
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      number++;
      DataLine line = DataLine.of(number, text);
      if (line == null) {
        continue;
      }
      if (count == MAX_TIMES) {
        throw new LoadException(
            file + " holds more than 8,000,000 arrival times: replay a part of it");
      }
      if (count == times.length) {
        times = Arrays.copyOf(times, Math.min(MAX_TIMES, count + count / 2));
      }
      times[count] = time(line.text(), file, number);
      if (count > 0 && times[count] < times[count - 1]) {
        throw new LoadException(
            "line " + number + " of " + file + " is before the one above: sort the times");
      }
      count++;
    }
    if (count == 0) {
      throw new LoadException(file + " holds no arrival time: write one a line, such as 0.25");
    }
    return Arrays.copyOf(times, count);
  }

  private static long time(String text, Path file, int line) throws LoadException {
    boolean plain = Character.isDigit(text.charAt(text.length() - 1));
    try {
      return DurationText.parse(plain ? text + "s" : text).toNanos();
    } catch (IllegalArgumentException e) {
      throw new LoadException(
          "line " + line + " of " + file + " is no arrival time: " + e.getMessage(), e);
    }
  }
}
