package weir.http.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a text file: with or without a heading, separated by commas, semicolons, tabs, bars or
 * blanks, quoted or not. Blank lines and those that start with {@code #} are left out. R's column
 * of row names, which has no heading, is none of the columns. One thread reads it, once.
 *
 * <p>Whatever it finds wrong it throws as an {@link IllegalArgumentException}, with a sentence that
 * names the file, the line, the fault and the remedy.
 */
public final class Table implements AutoCloseable {

  private final TextFile file;
  private final Layout layout;
  private final CloseableIterator<CsvRecord> records;
  private final List<Column> columns;

  /** Cells of a line, with the column of row names if there is one. */
  private final int width;

  private @Nullable Row current;
  private @Nullable Row pending;

  /** The row after {@link #pending}, if it has been read already. */
  private @Nullable Row queued;

  /** A line: its number from 1, and its cells. */
  private record Row(long line, List<String> cells) {}

  private Table(TextFile file) {
    this.file = file;
    layout = Layout.of(file.head());
    records =
        CsvReader.builder()
            .fieldSeparator(layout.separator())
            .commentStrategy(CommentStrategy.SKIP)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .trimWhitespacesAroundQuotes(layout.separator() != Layout.BLANKS)
            .ofCsvRecord(file.reader())
            .iterator();
    Row first = read();
    Row second = first == null ? null : read();
    boolean heading = first != null && isHeading(first.cells());
    Row data = heading ? second : first;
    width = data == null ? (first == null ? 0 : first.cells().size()) : data.cells().size();
    columns = columns(heading ? first : null, data);
    queued = heading ? null : second;
    pending = data;
  }

  /**
   * Opens a file and reads its heading.
   *
   * @param name path of the file
   * @return the table, to be closed
   */
  public static Table open(String name) {
    TextFile file = TextFile.open(name);
    boolean done = false;
    try {
      Table table = new Table(file);
      done = true;
      return table;
    } finally {
      if (!done) {
        file.close();
      }
    }
  }

  private static boolean isHeading(List<String> cells) {
    return cells.stream().anyMatch(cell -> !cell.isEmpty())
        && cells.stream().noneMatch(Cell::startsAsNumber);
  }

  private List<Column> columns(@Nullable Row heading, @Nullable Row data) {
    if (heading == null) {
      return IntStream.range(0, width).mapToObj(place -> new Column(place, place + 1, "")).toList();
    }
    List<String> names = new ArrayList<>(heading.cells());
    if (names.size() == width - 1 && data != null && mayNameRows(data.cells().getFirst())) {
      names.addFirst("");
    }
    if (names.size() != width) {
      throw line(heading)
          .fault(
              "is a heading of %s columns over lines of %s: %s separates columns here, so write"
                      .formatted(names.size(), width, layout.name())
                  + " decimal points, and as many headings as columns");
    }
    boolean rowNames = width > 1 && names.getFirst().isEmpty();
    return IntStream.range(rowNames ? 1 : 0, width)
        .mapToObj(place -> new Column(place, place + (rowNames ? 0 : 1), names.get(place)))
        .toList();
  }

  /**
   * R's write.table has no heading over the row names. Numbers with a comma after them are none:
   * the comma may be meant as a decimal one.
   */
  private boolean mayNameRows(String cell) {
    return layout.separator() == Layout.BLANKS || !Cell.startsAsNumber(cell);
  }

  /**
   * The columns.
   *
   * @return in order; empty if the file holds nothing
   */
  public List<Column> columns() {
    return columns;
  }

  /**
   * Chooses a column by what a person says.
   *
   * @param option what the option is called, for the fault
   * @param choice a heading, or a number from 1
   * @return the column
   * @throws IllegalArgumentException if there is none or two; the message lists those there are
   */
  public Column column(String option, String choice) {
    List<Column> found =
        columns.stream().filter(column -> column.heading().equalsIgnoreCase(choice)).toList();
    if (found.isEmpty()) {
      found =
          columns.stream()
              .filter(column -> Integer.toString(column.number()).equals(choice))
              .toList();
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new IllegalArgumentException(
        "%s has %s %s: say %s=, with one of %s"
            .formatted(
                path(),
                found.isEmpty() ? "no column" : "two columns",
                choice,
                option,
                columnChoices()));
  }

  /**
   * The columns there are.
   *
   * @return their numbers and headings, as they can be chosen
   */
  public String columnChoices() {
    return columns.stream()
        .map(
            column ->
                column.heading().isEmpty()
                    ? Integer.toString(column.number())
                    : column.number() + " (" + column.heading() + ")")
        .collect(Collectors.joining(", "));
  }

  /**
   * Whether the first line names the columns.
   *
   * @return true for a heading
   */
  public boolean hasHeading() {
    return columns.stream().anyMatch(column -> !column.heading().isEmpty());
  }

  /**
   * Goes on to the next line, the first one at first.
   *
   * @return whether there is one
   */
  public boolean next() {
    current = pending;
    pending = queued != null ? queued : read();
    queued = null;
    if (current == null) {
      return false;
    }
    int size = current.cells().size();
    if (size != width) {
      throw line(current)
          .fault(
              "has %s columns where those above have %s: %s separates columns here; correct the line"
                  .formatted(size, width, layout.name()));
    }
    return true;
  }

  /**
   * A cell of the present line.
   *
   * @param column which
   * @return the cell
   */
  public Cell cell(Column column) {
    Row row = present();
    return new Cell(line(row), column, row.cells().get(column.place()));
  }

  private Row present() {
    if (current == null) {
      throw new NoSuchElementException("no line has been read");
    }
    return current;
  }

  private @Nullable Row read() {
    while (true) {
      CsvRecord record;
      try {
        if (!records.hasNext()) {
          return null;
        }
        record = records.next();
      } catch (CsvParseException e) {
        throw new IllegalArgumentException(
            file.path() + " is no table of numbers: a quote is not closed, or a line never ends",
            e);
      } catch (UncheckedIOException e) {
        throw TextFile.unreadable(file.path(), new IOException(e.getMessage(), e));
      }
      List<String> cells = cells(record);
      boolean blank = cells.stream().allMatch(String::isEmpty);
      if (!blank && !cells.getFirst().startsWith("#")) {
        return new Row(record.getStartingLineNumber(), cells);
      }
    }
  }

  private List<String> cells(CsvRecord record) {
    List<String> cells = new ArrayList<>(record.getFieldCount());
    for (String field : record.getFields()) {
      String cell = field.strip();
      if (layout.separator() != Layout.BLANKS || !cell.isEmpty()) {
        cells.add(cell);
      }
    }
    if (cells.isEmpty()) {
      cells.add("");
    }
    return cells;
  }

  /**
   * The file.
   *
   * @return its path
   */
  public Path path() {
    return file.path();
  }

  /**
   * A fault of the present line.
   *
   * @param what the fault and its remedy, to follow "line 3 of FILE"
   * @return to throw
   */
  public IllegalArgumentException fault(String what) {
    return line(present()).fault(what);
  }

  private TableLine line(Row row) {
    return new TableLine(file.path(), row.line(), layout.allowsDecimalComma());
  }

  @Override
  public void close() {
    file.close();
  }
}
