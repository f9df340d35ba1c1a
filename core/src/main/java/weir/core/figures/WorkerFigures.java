package weir.core.figures;

/**
 * One worker. What is counted is counted at its place, since the start of the source, whoever has
 * had the place before.
 *
 * @param place where it works, from 0; no two workers have the same
 * @param thread name of its thread, of at most 64 visible characters; empty if it has none yet, or
 *     one without a name
 * @param state what it is at
 * @param eventNanos how long it has been at its present event, in nanoseconds; 0 if it is at none
 * @param completed events completed at this place
 * @param failed events failed at this place
 * @param busyNanos time spent on events at this place, the present event included, in nanoseconds
 */
public record WorkerFigures(
    int place,
    String thread,
    State state,
    long eventNanos,
    long completed,
    long failed,
    long busyNanos) {

  /** A snapshot shows at most so many workers, those at the first places. */
  public static final int MOST = 256;

  /** What a worker is at. */
  public enum State {
    /** Its thread has not come to run it yet. */
    STARTING,
    /** It waits for an event. */
    IDLE,
    /** It is at an event. */
    HANDLING,
    /** It takes no more events, and leaves after the present one if it is at one. */
    LEAVING
  }

  /** Makes the name of the thread, which may be anybody's, fit to be shown. */
  public WorkerFigures {
    thread = ShortText.clean(thread);
  }
}
