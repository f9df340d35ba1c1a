package weir.core.controlled;

/** What the rewriting adds to Disruptor's Sequence: its value as it stands in memory. */
public interface SharedLong {

  /** Reads memory. */
  long controlledGet();

  /** Writes memory. */
  void controlledSet(long value);
}
