package weir.desktop.model;

import java.util.List;

/**
 * A window's latencies over time.
 *
 * @param columnNanos length of a bucket of time: buckets start at its multiples
 * @param columns those in which events ended and that have been read, oldest first
 * @param complete false where more would come to light by reading again
 */
public record HeatColumns(long columnNanos, List<HeatColumn> columns, boolean complete) {

  /** Keeps the columns from changing. */
  public HeatColumns {
    columns = List.copyOf(columns);
  }
}
