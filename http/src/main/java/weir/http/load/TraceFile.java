package weir.http.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.core.settings.FileChoice;
import weir.http.files.Column;
import weir.http.files.Table;
import weir.http.files.TimeScale;

/**
 * Reads a {@link Trace} from a table: a column of arrival times, in seconds unless something says
 * otherwise, or a column of times and one that counts the requests from each time to the next.
 */
public final class TraceFile {

  /** Options that may follow the path. */
  public static final List<String> OPTIONS = List.of("column", "counts", "unit", "spread");

  /** Half of the generator's heap, while the array grows for the last time. */
  private static final int MAX_TIMES = 8_000_000;

  private static final int FIRST_TIMES = 1_024;
  private static final long LONGEST_NANOS = 366L * 86_400 * 1_000_000_000;
  private static final Set<String> TIMES =
      Set.of("time", "times", "timestamp", "ts", "start", "arrival", "arrivals", "date", "epoch");
  private static final Set<String> COUNTS =
      Set.of(
          "requests",
          "reqs",
          "count",
          "counts",
          "hits",
          "calls",
          "events",
          "arrivals",
          "invocations",
          "rps",
          "qps",
          "tps",
          "rate",
          "n");

  private final Table table;
  private final Column column;
  private final @Nullable Column counts;
  private final String unit;
  private @Nullable Epoch epoch;
  private long[] times = new long[FIRST_TIMES];
  private long[] requests = new long[0];
  private int size;

  /** How far from 1970 the first time is, and in which unit. */
  private record Epoch(TimeScale scale, long firstNanos, boolean counted) {}

  private TraceFile(Table table, FileChoice choice) {
    this.table = table;
    unit = choice.option("unit");
    String chosen = choice.option("column");
    String counting = choice.option("counts");
    column = chosen.isEmpty() ? timeColumn(table, counting) : table.column("column", chosen);
    counts =
        counting.isEmpty()
            ? (chosen.isEmpty() ? countColumn(table, column).orElse(null) : null)
            : table.column("counts", counting);
    if (column.equals(counts)) {
      throw new IllegalArgumentException(
          table.path()
              + " has its times in "
              + column.name()
              + ", which can't count the requests as well: choose another for counts=");
    }
    if (counts == null && chosen.isEmpty() && table.columns().size() == 2) {
      throw undecided(table);
    }
  }

  /**
   * Reads a trace.
   *
   * @param choice the file, and what to take from it
   * @param seed of what is random
   * @return the trace
   * @throws IllegalArgumentException if it can't be used; the message says why and names the line
   */
  public static Trace read(FileChoice choice, long seed) {
    try (Table table = Table.open(choice.file())) {
      if (table.columns().isEmpty()) {
        throw empty(choice);
      }
      TraceFile file = new TraceFile(table, choice);
      file.readAll();
      if (file.size == 0) {
        throw empty(choice);
      }
      return file.trace(choice.option("spread").toLowerCase(Locale.ROOT), seed);
    }
  }

  private static IllegalArgumentException empty(FileChoice choice) {
    return new IllegalArgumentException(
        choice.file() + " holds no arrival time: write one a line, such as 0.25");
  }

  private static IllegalArgumentException undecided(Table table) {
    return new IllegalArgumentException(
        "%s has %s columns, and it must be said which holds the times: add ,column= and, if one counts the requests of each time, ,counts= with one of %s"
            .formatted(table.path(), table.columns().size(), table.columnChoices()));
  }

  private static Column timeColumn(Table table, String counting) {
    List<Column> columns = table.columns();
    if (columns.size() == 1) {
      return columns.getFirst();
    }
    Predicate<Column> free =
        column -> counting.isEmpty() || !column.equals(table.column("counts", counting));
    if (columns.size() == 2 && !counting.isEmpty()) {
      return columns.stream().filter(free).findFirst().orElseThrow(() -> undecided(table));
    }
    List<Column> found =
        columns.stream()
            .filter(free)
            .filter(column -> TimeScale.of(column).isPresent() || column.isCalled(TIMES))
            .toList();
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw undecided(table);
  }

  private static Optional<Column> countColumn(Table table, Column times) {
    List<Column> found =
        table.columns().stream()
            .filter(column -> !column.equals(times))
            .filter(column -> column.isCalled(COUNTS) || column.isRate())
            .toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private void readAll() {
    while (table.next()) {
      if (size == MAX_TIMES) {
        throw new IllegalArgumentException(
            table.path() + " holds more than 8,000,000 lines: replay a part of it");
      }
      if (size == times.length) {
        times = Arrays.copyOf(times, Math.min(MAX_TIMES, size + size / 2));
      }
      if (epoch == null) {
        epoch = epoch();
      }
      times[size] = time(epoch);
      if (size > 0 && times[size] < times[size - 1]) {
        throw table.fault("is before the one above: sort the times");
      }
      if (counts != null) {
        if (size > 0 && times[size] == times[size - 1]) {
          throw table.fault("has the time of the one above: add their counts up");
        }
        if (size == requests.length) {
          requests = Arrays.copyOf(requests, times.length);
        }
        requests[size] = table.cell(counts).wholeNumber();
      }
      size++;
    }
  }

  private long time(Epoch from) {
    long nanos = table.cell(column).nanos(from.scale()) - from.firstNanos();
    if (nanos > LONGEST_NANOS) {
      throw table.fault(
          "is more than a year after the start if its unit is %s: say unit=, such as unit=ms"
              .formatted(from.scale().text()));
    }
    return nanos;
  }

  /** The first line tells whether times count from 1970, and then their unit as well. */
  private Epoch epoch() {
    Optional<TimeScale> said =
        unit.isEmpty() ? TimeScale.of(column) : Optional.of(TimeScale.given(unit));
    TimeScale scale =
        said.orElseGet(
            () ->
                table
                    .cell(column)
                    .epochScale()
                    .orElse(new TimeScale(1_000_000_000L, "assumed: nothing says it")));
    long first = table.cell(column).nanos(scale);
    boolean since1970 = Trace.isSince1970(first);
    // Counts belong to an interval; where the first one starts says nothing.
    boolean counted = since1970 || counts != null;
    return new Epoch(scale, counted ? first : 0, since1970);
  }

  private Trace trace(String spread, long seed) {
    long[] all = Arrays.copyOf(times, size);
    Epoch from = Objects.requireNonNull(epoch);
    String origin =
        "%s, in %s%s"
            .formatted(
                column.name(),
                from.scale().text(),
                from.counted() ? ", since 1970: counted from the first" : "");
    if (counts == null) {
      if (!spread.isEmpty()) {
        throw new IllegalArgumentException(
            table.path() + " has a time for each request: leave out spread=");
      }
      return Trace.ofTimes(all, origin);
    }
    if (!spread.isEmpty() && !spread.equals("even") && !spread.equals("poisson")) {
      throw new IllegalArgumentException(
          "spread=" + spread + " is not known: write spread=even or spread=poisson");
    }
    long interval = interval(all, from.scale());
    if (counts.isRate() && interval != 1_000_000_000L) {
      throw new IllegalArgumentException(
          "%s has a rate (%s) every %s s: only counts can be replayed, or rates of each second"
              .formatted(table.path(), counts.name(), interval / 1e9));
    }
    return Trace.ofCounts(
        all,
        Arrays.copyOf(requests, size),
        interval,
        spread.equals("poisson"),
        seed,
        origin + ", " + counts.name() + " counts the requests");
  }

  /** Intervals without a request may be missing. */
  private long interval(long[] starts, TimeScale scale) {
    if (starts.length == 1) {
      return scale.nanos();
    }
    long shortest = Long.MAX_VALUE;
    for (int line = 1; line < starts.length; line++) {
      shortest = Math.min(shortest, starts[line] - starts[line - 1]);
    }
    for (int line = 1; line < starts.length; line++) {
      double intervals = (starts[line] - starts[line - 1]) / (double) shortest;
      if (Math.abs(intervals - Math.rint(intervals)) > 0.01 * intervals) {
        throw new IllegalArgumentException(
            "%s counts requests of intervals that differ in length (%s s, and one of %s s): make them equal"
                .formatted(table.path(), shortest / 1e9, (starts[line] - starts[line - 1]) / 1e9));
      }
    }
    return shortest;
  }
}
