package weir.http.kafka;

/** Handles the events of one worker, one at a time. */
@FunctionalInterface
interface EventWork {

  /**
   * Handles an event, perhaps not for the first time.
   *
   * @param event what was published
   * @throws Exception if it is to be tried again, or given up after the last delivery
   */
  void handle(ReceivedEvent event) throws Exception;
}
