package weir.desktop.model;

import java.util.Locale;
import java.util.OptionalDouble;
import weir.core.theory.WhatIfPoint;

/** A figure that is predicted for each number of workers. */
public enum WhatIfCurve {
  /** Completions. */
  THROUGHPUT("Throughput", "events/s", "Completions per second."),
  /** Events in the ring. */
  BACKLOG("Backlog", "events", "Events that wait in the ring, on average."),
  /** Mean wait. */
  WAIT("Mean wait", "log", "Mean time that an event waits, for a worker and for the resource."),
  /** Response time. */
  P99(
      "Response p99",
      "log",
      "99 of 100 response times are shorter: intended arrival (where the client told it, else"
          + " accepted) → done.");

  private final String label;
  private final String unit;
  private final String meaning;

  WhatIfCurve(String label, String unit, String meaning) {
    this.label = label;
    this.unit = unit;
    this.meaning = meaning;
  }

  /**
   * A name for machines.
   *
   * @return such as {@code throughput}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Its name.
   *
   * @return such as {@code Mean wait}
   */
  public String label() {
    return label;
  }

  /**
   * The unit of its axis.
   *
   * @return such as {@code events/s}
   */
  public String unit() {
    return unit;
  }

  /**
   * What it is.
   *
   * @return a sentence
   */
  public String meaning() {
    return meaning;
  }

  /**
   * What theory says.
   *
   * @param point of a number of workers
   * @return events per second, events or seconds; empty where the model does not have it
   */
  public OptionalDouble of(WhatIfPoint point) {
    return switch (this) {
      case THROUGHPUT -> OptionalDouble.of(point.throughputPerSecond());
      case BACKLOG -> point.meanBacklog();
      case WAIT -> point.meanWaitSeconds();
      case P99 -> point.p99ResponseSeconds();
    };
  }

  /**
   * The same as measured.
   *
   * @param measured with the present number of workers
   * @return events per second, events or seconds; empty if nothing ended
   */
  public OptionalDouble of(Measured measured) {
    return switch (this) {
      case THROUGHPUT -> OptionalDouble.of(measured.measurement().throughputPerSecond());
      case BACKLOG -> OptionalDouble.of(measured.measurement().meanBacklog());
      case WAIT -> measured.meanWaitSeconds();
      case P99 -> measured.measurement().p99ResponseSeconds();
    };
  }

  /**
   * How a value reads.
   *
   * @param value events per second, events or seconds
   * @return such as {@code 12/s}, {@code 5.4} or {@code 180 ms}
   */
  public String text(double value) {
    return switch (this) {
      case THROUGHPUT -> Rounded.rate(value);
      case BACKLOG -> Rounded.number(value);
      case WAIT, P99 -> Rounded.seconds(value);
    };
  }
}
