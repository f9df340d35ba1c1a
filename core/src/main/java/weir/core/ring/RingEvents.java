package weir.core.ring;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * What the ring tells Java Flight Recorder. An event that is not recorded costs one check.
 *
 * <p>Not final so that the tests can let it throw.
 */
class RingEvents {

  private final String pool;

  RingEvents(String pool) {
    this.pool = pool;
  }

  /** Starts the event of a publisher that has met a full ring. */
  RingFull begin() {
    RingFull event = new RingFull();
    event.begin();
    return event;
  }

  /** Ends it. */
  void end(RingFull event, boolean accepted) {
    event.pool = pool;
    event.accepted = accepted;
    event.commit();
  }

  /** A publisher met a full ring; the duration is the time that it waited. */
  @Name("weir.RingFull")
  @Label("Ring Full")
  @Category("Weir")
  @Description("A publisher met a full ring")
  @StackTrace(false)
  static final class RingFull extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Accepted")
    @Description("Whether the event was accepted after a wait")
    boolean accepted;
  }
}
