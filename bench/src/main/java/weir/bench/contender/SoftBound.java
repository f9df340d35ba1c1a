package weir.bench.contender;

/**
 * Bounds the backlog of a queue that has no bound: events handed over minus events handled, looked
 * up only when the last look leaves no room. Each producer has its share. Confined to its thread.
 */
final class SoftBound {

  private final Handlers handlers;
  private final int producers;
  private final long share;
  private final long handledBefore;
  private long added;
  private long handledSeen;

  SoftBound(ContenderSettings settings) {
    handlers = settings.handlers();
    producers = settings.producers();
    share = settings.backlog() / producers;
    handledBefore = handlers.handled();
  }

  boolean hasRoom() {
    if (added - handledSeen < share) {
      return true;
    }
    // Producers run at the same pace, near enough: each counts its part of what was handled.
    handledSeen = (handlers.handled() - handledBefore) / producers;
    return added - handledSeen < share;
  }

  void added() {
    added++;
  }
}
