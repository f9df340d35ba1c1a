package weir.desktop.model;

import java.util.Arrays;

/**
 * The line that shows a gauge in a window: of every pixel column at most the first, the least, the
 * largest and the last value. A NaN interrupts the line. It is filled anew for every drawing, and
 * takes no memory for that. Confined to one thread.
 */
public final class GaugeLine {

  /** Which figures of a slot are drawn. */
  public enum Shape {
    /** The newest one and the extremes: a drain's end is exact and no peak is lost. */
    EXTREMES,
    /** The mean, in the middle of the slot. */
    MEAN
  }

  private static final int FIRST_CAPACITY = 512;

  private final Gauge gauge;
  private final Shape shape;
  private long[] times = new long[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;

  private long columnNanos;
  private long column;
  private int columnPoints;
  private long leastTime;
  private double least;
  private long mostTime;
  private double most;
  private long lastTime;
  private double last;
  private long reach;

  /**
   * Creates an empty line.
   *
   * @param gauge what it shows
   * @param shape how
   */
  public GaugeLine(Gauge gauge, Shape shape) {
    this.gauge = gauge;
    this.shape = shape;
  }

  /**
   * Fills the line with what a window shows, and with a point beyond either end.
   *
   * @param history where from
   * @param window the window
   * @param pixelNanos time that one pixel shows
   */
  public void load(History history, TimeWindow window, double pixelNanos) {
    size = 0;
    columnNanos = Math.max(1, (long) pixelNanos);
    columnPoints = 0;
    last = Double.NaN;
    reach = Long.MIN_VALUE;
    long margin = Math.max(500_000_000, 4 * columnNanos);
    history.visitSlots(
        window.fromNanos() - margin, window.toNanos() + margin, pixelNanos, this::add);
    endColumn();
  }

  private void add(Slot slot) {
    if (slot.fromNanos() > reach && reach > Long.MIN_VALUE) {
      interrupt(slot.fromNanos());
    }
    reach = slot.toNanos();
    long middle = slot.fromNanos() + (slot.toNanos() - slot.fromNanos()) / 2;
    if (shape == Shape.MEAN) {
      add(middle, slot.mean(gauge));
      return;
    }
    double newest = slot.last(gauge);
    double before = Double.isNaN(last) ? newest : last;
    if (slot.most(gauge) > Math.max(newest, before)) {
      add(middle, slot.most(gauge));
    }
    if (slot.least(gauge) < Math.min(newest, before)) {
      add(middle, slot.least(gauge));
    }
    add(slot.toNanos(), newest);
  }

  private void interrupt(long nanos) {
    if (!Double.isNaN(last)) {
      add(nanos, Double.NaN);
    }
  }

  private void add(long nanos, double value) {
    if (Double.isNaN(value)) {
      endColumn();
      if (size > 0 && !Double.isNaN(values[size - 1])) {
        push(nanos, value);
      }
      last = value;
      return;
    }
    long at = Math.floorDiv(nanos, columnNanos);
    if (columnPoints == 0 || at != column) {
      endColumn();
      column = at;
      push(nanos, value);
      least = value;
      most = value;
      leastTime = nanos;
      mostTime = nanos;
    } else if (value < least) {
      least = value;
      leastTime = nanos;
    } else if (value > most) {
      most = value;
      mostTime = nanos;
    }
    columnPoints++;
    last = value;
    lastTime = nanos;
  }

  /** Adds what the column has besides its first point. */
  private void endColumn() {
    if (columnPoints > 1) {
      double first = values[size - 1];
      boolean fall = mostTime < leastTime;
      pushExtreme(fall ? mostTime : leastTime, fall ? most : least, first);
      pushExtreme(fall ? leastTime : mostTime, fall ? least : most, first);
      push(lastTime, last);
    }
    columnPoints = 0;
  }

  private void pushExtreme(long nanos, double value, double first) {
    if (value != first && value != last) {
      push(nanos, value);
    }
  }

  private void push(long nanos, double value) {
    if (size == times.length) {
      times = Arrays.copyOf(times, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    times[size] = nanos;
    values[size] = value;
    size++;
  }

  /**
   * Number of points.
   *
   * @return 0 or more
   */
  public int size() {
    return size;
  }

  /**
   * Time of a point.
   *
   * @param index from 0, the oldest
   * @return the server's uptime, in nanoseconds
   */
  public long time(int index) {
    return times[index];
  }

  /**
   * Value of a point.
   *
   * @param index from 0, the oldest
   * @return NaN where the line is interrupted
   */
  public double value(int index) {
    return values[index];
  }
}
