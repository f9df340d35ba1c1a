package weir.bench.contender;

/** How one producer thread hands events over. Confined to that thread. */
@FunctionalInterface
public interface Publisher {

  /**
   * Hands an event over if the backlog is below its bound. After a refusal the caller offers the
   * same value again.
   *
   * @param value what the event carries
   * @return false if there was no room; nothing was handed over
   */
  boolean offer(long value);
}
