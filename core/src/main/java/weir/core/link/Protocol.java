package weir.core.link;

/** The constants that both ends of the local socket agree on. */
final class Protocol {

  /** Version of the message set; both ends must have the same. */
  static final int VERSION = 9;

  /** The oldest version whose recordings this one can read. */
  static final int OLDEST_RECORDED = 6;

  /** Largest frame that a server accepts, in bytes: commands are small. */
  static final int MAX_CLIENT_FRAME_BYTES = 4 * 1024;

  /** Largest frame that a client accepts, in bytes: a snapshot with five full histograms fits. */
  static final int MAX_SERVER_FRAME_BYTES = 2 * 1024 * 1024;

  /** Most sources that a server shows at a time, and that a client takes. */
  static final int MAX_SOURCES = 64;

  /** Most snapshots in a message of the past. */
  static final int MAX_PAST_SNAPSHOTS = 64;

  /** Most changes in a message of the past. */
  static final int MAX_PAST_CHANGES = 200;

  private Protocol() {}

  /**
   * Why two builds can't talk, and which of them to update.
   *
   * @param client the client's version
   * @param server the server's
   * @return one sentence
   */
  static String mismatch(int client, int server) {
    return "this client speaks protocol "
        + client
        + ", the server speaks "
        + server
        + ": update the "
        + (client < server
            ? "client (panel, command or program) to the server's build"
            : "server to the client's build");
  }
}
