package weir.core.figures;

/** Where a sampler delivers its snapshots. Implementations are thread-safe and never block. */
public interface SnapshotSink {

  /**
   * Takes the newest snapshot.
   *
   * @param snapshot the figures; their intervals follow on from the last delivered snapshot without
   *     a gap
   */
  void publish(Snapshot snapshot);

  /**
   * Whether anybody is listening, so that the sampler can leave work undone that nobody would see.
   *
   * @return true if a snapshot published now has a receiver
   */
  boolean hasReceivers();

  /**
   * Whether this keeps the past, whoever is listening: then it is to have a snapshot each second at
   * least, and none of its intervals is to be lost.
   *
   * @return false unless it does
   */
  default boolean keepsThePast() {
    return false;
  }

  /**
   * Takes note of a change of the source.
   *
   * @param change what was changed, after it was
   */
  default void tell(Change change) {}

  /**
   * Takes the single events that ended last, in the place of those that it was told before.
   *
   * @param sample the events
   */
  default void tell(DepthSample sample) {}
}
