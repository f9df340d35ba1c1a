package weir.core.link;

import weir.core.figures.Snapshot;

/** What a server sends: one {@link Welcome} or {@link Rejection}, then snapshots and replies. */
public sealed interface ServerMessage extends Message
    permits ServerMessage.Welcome,
        ServerMessage.Rejection,
        ServerMessage.CommandReply,
        ServerMessage.SnapshotMessage {

  /**
   * Answers a {@link ClientMessage.Hello} that the server understood.
   *
   * @param protocolVersion the server's {@link Protocol#VERSION}
   * @param server what the client is connected to
   */
  record Welcome(int protocolVersion, ServerInfo server) implements ServerMessage {}

  /**
   * Says why the server ends the conversation; the connection closes after it.
   *
   * @param reason one sentence that names the fault and the remedy
   */
  record Rejection(String reason) implements ServerMessage {}

  /**
   * The outcome of one command.
   *
   * @param requestId the id of the {@link ClientMessage.CommandRequest} that this answers
   * @param outcome accepted, or refused and why
   */
  record CommandReply(long requestId, CommandOutcome outcome) implements ServerMessage {}

  /**
   * The newest figures.
   *
   * @param snapshot the figures
   */
  record SnapshotMessage(Snapshot snapshot) implements ServerMessage {}
}
