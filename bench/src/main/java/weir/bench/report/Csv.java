package weir.bench.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Figures as comma-separated values (RFC 4180): what each is of, its median, its range, and of how
 * many it is. Confined to one thread.
 */
public final class Csv {

  private final StringWriter text = new StringWriter();
  private final CsvWriter lines =
      CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);

  /**
   * Starts with the names of the columns.
   *
   * @param labels what tells a figure from another
   * @param repetitions what the figures are counted in, such as {@code rounds}
   */
  public Csv(List<String> labels, String repetitions) {
    line(labels, Stream.of("median", "min", "max", repetitions));
  }

  /**
   * Adds a line.
   *
   * @param labels as many as there are columns for them, in any words
   * @param figures in their unit
   */
  public void add(List<String> labels, Spread figures) {
    line(
        labels,
        Stream.of(
            number(figures.median()),
            number(figures.min()),
            number(figures.max()),
            Integer.toString(figures.forks())));
  }

  /**
   * All lines.
   *
   * @return with a line feed behind each
   */
  public String text() {
    return text.toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private void line(List<String> labels, Stream<String> figures) {
    lines.writeRecord(Stream.concat(labels.stream(), figures).toList());
  }
}
