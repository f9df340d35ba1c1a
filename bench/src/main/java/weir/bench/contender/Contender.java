package weir.bench.contender;

/** Something that hands events to workers; made with its workers started. */
public interface Contender {

  /**
   * Makes what one producer thread uses.
   *
   * @return a publisher for one thread
   */
  Publisher newPublisher();

  /** Stops the workers and waits for them. All events have been handled before. */
  void stop() throws InterruptedException;
}
