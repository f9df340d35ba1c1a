package weir.desktop.client;

import weir.core.link.ServerInfo;

/** How a server that the panel knows of stands. */
public sealed interface ServerState
    permits ServerState.Looking,
        ServerState.Here,
        ServerState.Gone,
        ServerState.OtherVersion,
        ServerState.Refused,
        ServerState.NotWatched {

  /** Nobody has asked it yet, or it has not answered yet. */
  record Looking() implements ServerState {}

  /**
   * It answers.
   *
   * @param server who it is
   */
  record Here(ServerInfo server) implements ServerState {}

  /**
   * Nobody listens there.
   *
   * @param reason one sentence that says why
   */
  record Gone(String reason) implements ServerState {}

  /**
   * It is of another build, and the two do not understand each other.
   *
   * @param reason one sentence that says which to update
   */
  record OtherVersion(String reason) implements ServerState {}

  /**
   * Somebody listens there who lets nobody in, does not answer, or is no Weir server.
   *
   * @param reason one sentence that says why
   */
  record Refused(String reason) implements ServerState {}

  /** There are too many servers to watch all of them. */
  record NotWatched() implements ServerState {}

  /**
   * What it means that no connection could be made.
   *
   * @param reason the sentence that says why
   * @return the state
   */
  static ServerState without(String reason) {
    return isOtherVersion(reason)
        ? new OtherVersion(reason)
        : isGone(reason) ? new Gone(reason) : new Refused(reason);
  }

  /**
   * Whether the two are of different builds: the link says it in words only.
   *
   * @param reason why there is no connection
   * @return true if so
   */
  static boolean isOtherVersion(String reason) {
    return reason.contains("speaks protocol");
  }

  private static boolean isGone(String reason) {
    return reason.startsWith("no Weir server at ");
  }
}
