package weir.core.ring;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What the ring tells Java Flight Recorder. An event that is not recorded costs one check. */
final class RingEvents {

  private RingEvents() {}

  /** A publisher met a full ring; the duration is the time that it waited. */
  @Name("weir.RingFull")
  @Label("Ring Full")
  @Category("Weir")
  @Description("A publisher met a full ring")
  @StackTrace(false)
  static final class RingFull extends Event {
    @Label("Accepted")
    @Description("Whether the event was accepted after a wait")
    boolean accepted;
  }
}
