package weir.bench.run;

import java.time.Duration;
import java.util.List;
import weir.bench.contender.ContenderKind;
import weir.bench.flag.Named;

/** A kind of handler and load; a fork measures one contender in all cells of one scenario. */
public enum Scenario implements Named {
  /** Handlers that only count; as many events as there is room for. */
  EMPTY("empty"),
  /** Handlers that keep a core busy for 1 µs. */
  SPIN("spin-1us"),
  /** Handlers that wait 1 ms, in 64 workers. */
  SLEEP("sleep-1ms"),
  /** Events at a fixed pace, and how long they take to reach their handler. */
  PACED("paced"),
  /** A number of workers that changes every millisecond, beside fixed ones; handlers only count. */
  STORM_EMPTY("storm-empty"),
  /** The same, with handlers of 1 µs. */
  STORM_SPIN("storm-spin-1us"),
  /** Events of 10,000 keys, in the order of each key or in any; handlers only count. */
  KEYS_EMPTY("keys-empty"),
  /** The same, with handlers of 10 µs. */
  KEYS_SPIN("keys-spin-10us"),
  /** All events of one key; handlers only count. */
  HOT_KEY_EMPTY("hot-key-empty"),
  /** The same, with handlers of 10 µs. */
  HOT_KEY_SPIN("hot-key-spin-10us");

  private static final int MANY_KEYS = 10_000;

  private final String id;

  Scenario(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  /**
   * Whether it makes sense for a contender.
   *
   * @param kind the contender
   * @return false if it can't be run
   */
  public boolean suits(ContenderKind kind) {
    return switch (this) {
      case EMPTY, PACED, SLEEP -> kind != ContenderKind.NO_QUEUE && !kind.isOrdered();
      case SPIN -> !kind.isOrdered();
      case KEYS_EMPTY, KEYS_SPIN, HOT_KEY_EMPTY, HOT_KEY_SPIN ->
          kind.isOrdered() || kind.isResizable();
      case STORM_EMPTY, STORM_SPIN -> kind.isResizable();
    };
  }

  Work work() {
    return switch (this) {
      case EMPTY, PACED, STORM_EMPTY, KEYS_EMPTY, HOT_KEY_EMPTY -> new Work.Nothing();
      case SPIN, STORM_SPIN -> Work.Spin.lasting(Duration.ofNanos(1_000));
      case KEYS_SPIN, HOT_KEY_SPIN -> Work.Spin.lasting(Duration.ofNanos(10_000));
      case SLEEP -> new Work.Sleep(Duration.ofMillis(1).toNanos());
    };
  }

  /** How many keys the events have. */
  int keys() {
    return switch (this) {
      case KEYS_EMPTY, KEYS_SPIN -> MANY_KEYS;
      default -> 1;
    };
  }

  List<Cell> cells() {
    return switch (this) {
      case EMPTY, SPIN -> Cell.throughputCells();
      case KEYS_EMPTY, KEYS_SPIN, HOT_KEY_EMPTY, HOT_KEY_SPIN -> Cell.keyedCells();
      case SLEEP -> List.of(Cell.saturated(1, 64));
      case PACED -> List.of(Cell.paced(20_000, 4), Cell.paced(20_000, 64), Cell.paced(1_000, 64));
      case STORM_EMPTY, STORM_SPIN ->
          List.of(
              Cell.saturated(1, 1),
              Cell.saturated(1, 2),
              Cell.saturated(1, 3),
              Cell.saturated(1, 4),
              Cell.storm(4));
    };
  }
}
