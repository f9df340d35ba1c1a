package weir.core.figures;

/**
 * What sort of thing a source is, in a word. It is for people: a kind that only a newer build knows
 * is shown as it comes, and what a source can do is in its {@link Capabilities} alone.
 *
 * @param text the word, with the bounds of a {@linkplain Source#name() name}
 */
public record SourceKind(String text) {

  /** A ring, its pool and their latencies in one piece. */
  public static final SourceKind PIPELINE = new SourceKind("pipeline");

  /** A pool of workers on a ring. */
  public static final SourceKind POOL = new SourceKind("pool");

  /** A {@link java.util.concurrent.Executor} of the program. */
  public static final SourceKind EXECUTOR = new SourceKind("executor");

  /** A ring buffer with consumers of its own. */
  public static final SourceKind RING = new SourceKind("ring");

  /** Several processes that share a journal, added up. No server shows one. */
  public static final SourceKind GROUP = new SourceKind("group");

  /**
   * Checks the word.
   *
   * @throws IllegalArgumentException if it is out of bounds
   */
  public SourceKind {
    ShortText.check("the kind of a source", text);
  }

  @Override
  public String toString() {
    return text;
  }
}
