package weir.core.figures;

/**
 * Something that was changed while a source ran. Texts are for people: each is cut to {@link
 * #MAX_TEXT_LENGTH}, and has no control characters.
 *
 * @param source name of the {@link Source}
 * @param number 1 for the first change of a source's life, then rising by 1
 * @param uptimeNanos when, on the axis of {@link Snapshot#uptimeNanos()}
 * @param epochMillis when, in milliseconds since 1970 UTC
 * @param kind what kind of thing was changed
 * @param who who changed it: the name that a client of the local socket greets with, {@link
 *     #CONFIGURATION}, or {@link #ITSELF}
 * @param from what it was before, such as {@code 3 workers}
 * @param to what it is now
 */
public record Change(
    String source,
    long number,
    long uptimeNanos,
    long epochMillis,
    Kind kind,
    String who,
    String from,
    String to) {

  /** A server keeps the latest changes of each source, so many of them. */
  public static final int MOST_KEPT = 1_000;

  /** Longest text of a change, in {@code char}s. */
  public static final int MAX_TEXT_LENGTH = 256;

  /** Who changed what a file or a flag says. */
  public static final String CONFIGURATION = "configuration";

  /** Who changed what the program that the source is part of has changed. */
  public static final String ITSELF = "itself";

  /** What kind of thing was changed. */
  public enum Kind {
    /** The number of workers asked for. */
    WORKERS,
    /** A setting of the resource. */
    RESOURCE,
    /** The resource was frozen for a while. */
    FREEZE,
    /** The statistics were started afresh. */
    RESET,
    /** Anything else. */
    OTHER
  }

  /** Cuts the texts. */
  public Change {
    who = ShortText.clean(who);
    from = ShortText.clean(from, MAX_TEXT_LENGTH);
    to = ShortText.clean(to, MAX_TEXT_LENGTH);
  }
}
