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
}
