package weir.core.watch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;
import weir.core.telemetry.SampledSource;

/** What a kind of thing has to offer so that it can be watched. Thread-safe. */
interface Subject extends SampledSource {

  /** What sort of thing it is. */
  SourceKind kind();

  /** What it is called in the program, for people: the name of a class. */
  String type();

  /** How many may wait in it at most; empty if that is unbounded. */
  OptionalInt capacity();

  /** How many workers it can be given; empty if it can't be resized. */
  Optional<WorkerRange> range();

  /** Why there is none, and what to do, for people; empty where there is no more to say. */
  default Optional<String> fixedBecause() {
    return Optional.empty();
  }

  /** Sets the number of its workers; only called where there is a range. */
  void resizeTo(int workers);

  /** The latencies of its tasks. */
  SampledLatencies latencies();

  /** Whether each task is counted when it comes: else no count of arrivals is whole. */
  default boolean hasCohorts() {
    return true;
  }

  /** Starts what it takes to measure. */
  default void start() {}

  /** What there is to say beside the figures. */
  default List<String> remarks() {
    return List.of();
  }

  /** Whether an agent sees it: then nothing of it is shown by JMX. */
  default boolean isToldOf() {
    return false;
  }

  /** Whether nothing will happen in it any more. */
  boolean hasEnded();

  /** The watching has ended: what was started ends, and what was changed for it is put back. */
  default void letGo() {}
}
