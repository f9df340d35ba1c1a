package weir.core.link;

/** The constants that both ends of the local socket agree on. */
public final class Protocol {

  /** Version of the message set; both ends must have the same. */
  public static final int VERSION = 4;

  /** Largest frame that a server accepts, in bytes: commands are small. */
  public static final int MAX_CLIENT_FRAME_BYTES = 4 * 1024;

  /** Largest frame that a client accepts, in bytes: a snapshot with five full histograms fits. */
  public static final int MAX_SERVER_FRAME_BYTES = 2 * 1024 * 1024;

  private Protocol() {}
}
