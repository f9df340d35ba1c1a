package weir.http.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import weir.core.link.DataLine;
import weir.core.link.DurationText;

/**
 * Arrival times from a file: one a line, since the start of the trace, as seconds or as a duration
 * such as {@code 250ms}; the first line may be a heading.
 */
public final class TraceFile {

  private static final long MAX_BYTES = 64L << 20;

  private TraceFile() {}

  /**
   * Reads a trace.
   *
   * @param file the file
   * @return nanoseconds, in order
   * @throws LoadException if it can't be used; the message says why and names the line
   */
  public static List<Long> read(Path file) throws LoadException {
    List<String> lines;
    try {
      if (Files.isRegularFile(file) && Files.size(file) > MAX_BYTES) {
        throw new LoadException(file + " is larger than 64 MiB: replay a part of it");
      }
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new LoadException(
          file + " can't be read: give a readable text file of arrival times", e);
    }
    List<Long> times = new ArrayList<>(lines.size());
    for (DataLine line : DataLine.of(lines)) {
      long nanos = time(line.text(), file, line.number());
      if (!times.isEmpty() && nanos < times.get(times.size() - 1)) {
        throw new LoadException(
            "line " + line.number() + " of " + file + " is before the one above: sort the times");
      }
      times.add(nanos);
    }
    if (times.isEmpty()) {
      throw new LoadException(file + " holds no arrival time: write one a line, such as 0.25");
    }
    return times;
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
