package weir.core.figures;

/**
 * A load that a server's generator sends to a source, or the last one once it has ended. Requests
 * that are still out are those sent and neither answered, rejected nor failed.
 *
 * @param state how it stands
 * @param what what is sent, for people, such as {@code poisson 500 to /events}; cut to {@link
 *     Change#MAX_TEXT_LENGTH} {@code char}s
 * @param note how it ended, one sentence with the same bound; empty if there is nothing to say
 * @param elapsedNanos since the first request was meant to be sent, in nanoseconds; 0 until then
 * @param sent requests sent
 * @param answered requests answered with 2xx
 * @param rejected requests answered with 503: the ring was full
 * @param failed requests answered with another status, or not at all
 * @param unsent requests that found no connection in time and were never sent
 * @param late requests sent over a millisecond late although a connection was free: the generator
 *     itself was late
 * @param latenessP99Micros 99th percentile of how late the generator itself was, in microseconds; 0
 *     before anything was sent
 * @param latenessMaxMicros the same at most
 */
public record LoadFigures(
    State state,
    String what,
    String note,
    long elapsedNanos,
    long sent,
    long answered,
    long rejected,
    long failed,
    long unsent,
    long late,
    long latenessP99Micros,
    long latenessMaxMicros) {

  /** From so many in a hundred on, requests that left late spoil what was measured. */
  private static final int SPOILING_PERCENT = 1;

  /** How a load stands. */
  public enum State {
    /** The generator starts, and rehearses until it sends on time. */
    STARTING,
    /** It sends. */
    SENDING,
    /** It sends nothing more, and waits for the answers that are out. */
    STOPPING,
    /** It has ended. */
    ENDED,
    /** The generator could not run, or was ended by something else; the note says more. */
    FAILED
  }

  /** Cuts the texts. */
  public LoadFigures {
    what = ShortText.clean(what, Change.MAX_TEXT_LENGTH);
    note = ShortText.clean(note, Change.MAX_TEXT_LENGTH);
  }

  /**
   * A load of which nothing has been sent.
   *
   * @param what see {@link #what()}
   * @return its figures
   */
  public static LoadFigures starting(String what) {
    return new LoadFigures(State.STARTING, what, "", 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /**
   * The same counts in another state.
   *
   * @param newState see {@link #state()}
   * @param newNote see {@link #note()}
   * @return a copy with both
   */
  public LoadFigures in(State newState, String newNote) {
    return new LoadFigures(
        newState,
        what,
        newNote,
        elapsedNanos,
        sent,
        answered,
        rejected,
        failed,
        unsent,
        late,
        latenessP99Micros,
        latenessMaxMicros);
  }

  /**
   * Whether its generator is there.
   *
   * @return false once it has ended, one way or another
   */
  public boolean isUnderWay() {
    return state == State.STARTING || state == State.SENDING || state == State.STOPPING;
  }

  /**
   * Whether the generator itself was late so often that what was measured under this load is not to
   * be trusted.
   *
   * @return true from one request in a hundred on
   */
  public boolean isSpoiled() {
    return isSpoiled(late, sent);
  }

  /**
   * The same of a generator's own counts.
   *
   * @param late see {@link #late()}
   * @param requests all there were
   * @return true from one request in a hundred on
   */
  public static boolean isSpoiled(long late, long requests) {
    return late > 0 && late * 100 >= requests * SPOILING_PERCENT;
  }
}
