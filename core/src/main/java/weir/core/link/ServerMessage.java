package weir.core.link;

import java.util.List;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * What a server sends: a {@link Rejection}, or a {@link Welcome} and the sources that there are,
 * then snapshots, replies, and the sources again whenever one has come or gone.
 */
sealed interface ServerMessage extends Message
    permits ServerMessage.Welcome,
        ServerMessage.Rejection,
        ServerMessage.CommandReply,
        ServerMessage.SourceList,
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
   * The sources that there are from now on.
   *
   * @param sources at most {@link Protocol#MAX_SOURCES}, no two of one name
   */
  record SourceList(List<Source> sources) implements ServerMessage {

    /** Keeps the list from changing. */
    public SourceList {
      sources = List.copyOf(sources);
    }
  }

  /**
   * The newest figures of a source.
   *
   * @param snapshot the figures; their source is in the list that was sent last
   */
  record SnapshotMessage(Snapshot snapshot) implements ServerMessage {}
}
