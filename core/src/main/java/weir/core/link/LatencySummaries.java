package weir.core.link;

/**
 * The three latencies of an event, summarised over one period. All of them count every event that
 * ended, completed or failed.
 *
 * @param waitTime accepted → claimed
 * @param serviceTime start → finish of the handler
 * @param responseTime accepted → finish
 */
public record LatencySummaries(
    LatencySummary waitTime, LatencySummary serviceTime, LatencySummary responseTime) {

  /** Summaries of no events. */
  public static final LatencySummaries EMPTY =
      new LatencySummaries(LatencySummary.EMPTY, LatencySummary.EMPTY, LatencySummary.EMPTY);
}
