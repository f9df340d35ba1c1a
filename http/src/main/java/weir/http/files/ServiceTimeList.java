package weir.http.files;

import java.util.Arrays;
import java.util.List;
import weir.core.resource.RecordedTimes;
import weir.core.settings.FileChoice;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ServiceTimeModel.Replay;

/** Service times in a column of a table, in milliseconds unless something says otherwise. */
final class ServiceTimeList {

  static final int MAX_VALUES = 8_000_000;

  private static final TimeScale ASSUMED = new TimeScale(1_000_000, "assumed: nothing says it");

  private ServiceTimeList() {}

  static RecordedTimes read(FileChoice choice) {
    if (!choice.option(Replay.TAG).isEmpty()) {
      throw new IllegalArgumentException(
          choice.file() + " is no histogram log and has no tags: say column= instead");
    }
    try (Table table = Table.open(choice.file())) {
      if (table.columns().isEmpty()) {
        throw none(choice);
      }
      Column column = column(table, choice.option(Replay.COLUMN));
      String unit = choice.option(Replay.UNIT);
      TimeScale scale =
          unit.isEmpty() ? TimeScale.of(column).orElse(ASSUMED) : TimeScale.given(unit);
      long[] nanos = values(table, column, scale);
      if (nanos.length == 0) {
        throw none(choice);
      }
      return RecordedTimes.inOrder(nanos, scale.text(), column.name());
    }
  }

  private static IllegalArgumentException none(FileChoice choice) {
    return new IllegalArgumentException(
        choice.file() + " holds no service time: write one a line, such as 5ms");
  }

  private static long[] values(Table table, Column column, TimeScale scale) {
    long[] values = new long[1_024];
    int count = 0;
    while (table.next()) {
      if (count == MAX_VALUES) {
        throw new IllegalArgumentException(
            table.path() + " holds more than 8,000,000 service times: replay a part of it");
      }
      if (count == values.length) {
        values = Arrays.copyOf(values, Math.min(MAX_VALUES, count + count / 2));
      }
      long nanos = table.cell(column).nanos(scale);
      if (nanos > ResourceSettings.MAX_NANOS) {
        throw table.fault(
            "holds a time above an hour, the longest service time: is its unit %s? If not, say"
                    .formatted(scale.text())
                + " unit=, such as unit=us");
      }
      values[count++] = nanos;
    }
    return Arrays.copyOf(values, count);
  }

  private static Column column(Table table, String chosen) {
    if (!chosen.isEmpty()) {
      return table.column(Replay.COLUMN, chosen);
    }
    if (table.columns().size() == 1) {
      return table.columns().getFirst();
    }
    List<Column> timed =
        table.columns().stream().filter(column -> TimeScale.of(column).isPresent()).toList();
    if (timed.size() == 1) {
      return timed.getFirst();
    }
    throw new IllegalArgumentException(
        "%s has %s columns, and it must be said which holds the service times: add ,column= and one of %s"
            .formatted(table.path(), table.columns().size(), table.columnChoices()));
  }
}
