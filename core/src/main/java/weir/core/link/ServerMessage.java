package weir.core.link;

import java.util.ArrayList;
import java.util.List;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * What a server sends: a {@link Rejection}, or a {@link Welcome} and the sources that there are,
 * then, of each source, its past, and after that changes and snapshots; replies, and the sources
 * again whenever one has come or gone.
 */
sealed interface ServerMessage extends Message
    permits ServerMessage.Welcome,
        ServerMessage.Rejection,
        ServerMessage.CommandReply,
        ServerMessage.SourceList,
        ServerMessage.SnapshotMessage,
        ServerMessage.ChangeMessage,
        ServerMessage.PastMessage,
        ServerMessage.DepthMessage,
        ServerMessage.RecordingMessage {

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
  record Rejection(String reason) implements ServerMessage {

    private static final int MOST_CHARACTERS = 1_000;

    /** Whoever sent it: it is to be shown as a sentence. */
    public Rejection {
      String start = reason.substring(0, Math.min(MOST_CHARACTERS, reason.length()));
      reason = start.replaceAll("\\p{C}", "?") + (start.length() < reason.length() ? "…" : "");
    }
  }

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

  /**
   * Something that was changed.
   *
   * @param change of a source in the list that was sent last
   */
  record ChangeMessage(Change change) implements ServerMessage {}

  /**
   * Single events of a source.
   *
   * @param sample of a source in the list that was sent last; the newest takes the place of one not
   *     sent yet
   */
  record DepthMessage(DepthSample sample) implements ServerMessage {}

  /**
   * How the server stands with its recording.
   *
   * @param status as of now; the newest takes the place of one not sent yet
   */
  record RecordingMessage(RecordingStatus status) implements ServerMessage {}

  /**
   * A part of what a source's server has kept, in order of time. The parts end where the snapshots
   * sent one by one begin.
   *
   * @param source name of a source in the list that was sent last
   * @param snapshots at most {@link Protocol#MAX_PAST_SNAPSHOTS}, their intervals without a gap
   * @param changes at most {@link Protocol#MAX_PAST_CHANGES}
   */
  record PastMessage(String source, List<Snapshot> snapshots, List<Change> changes)
      implements ServerMessage {

    /** Most bytes of histograms in one message, unless a single snapshot has more. */
    private static final int MAX_HISTOGRAM_BYTES = 256 * 1024;

    /** Keeps the lists from changing. */
    public PastMessage {
      snapshots = List.copyOf(snapshots);
      changes = List.copyOf(changes);
    }

    /** Divides a past into messages, the changes first. */
    static List<PastMessage> divide(String source, List<Snapshot> snapshots, List<Change> changes) {
      List<PastMessage> messages = new ArrayList<>();
      for (int from = 0; from < changes.size(); from += Protocol.MAX_PAST_CHANGES) {
        int to = Math.min(changes.size(), from + Protocol.MAX_PAST_CHANGES);
        messages.add(new PastMessage(source, List.of(), changes.subList(from, to)));
      }
      int from = 0;
      while (from < snapshots.size()) {
        int to = endOfMessage(snapshots, from);
        messages.add(new PastMessage(source, snapshots.subList(from, to), List.of()));
        from = to;
      }
      return messages;
    }

    private static int endOfMessage(List<Snapshot> snapshots, int from) {
      int most = Math.min(snapshots.size(), from + Protocol.MAX_PAST_SNAPSHOTS);
      int to = from + 1;
      int bytes = snapshots.get(from).interval().encodedBytes();
      while (to < most) {
        bytes += snapshots.get(to).interval().encodedBytes();
        if (bytes > MAX_HISTOGRAM_BYTES) {
          break;
        }
        to++;
      }
      return to;
    }
  }
}
