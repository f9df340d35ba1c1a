package weir.desktop.client;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import weir.core.figures.Source;
import weir.core.link.ServerInfo;

/** How the panel stands with its server. */
public sealed interface ConnectionState
    permits ConnectionState.Connecting,
        ConnectionState.Connected,
        ConnectionState.Disconnected,
        ConnectionState.Recorded {

  /** The first attempt is under way. */
  record Connecting() implements ConnectionState {}

  /**
   * Snapshots arrive and commands are sent.
   *
   * @param server what the panel is connected to
   * @param sources what it shows now
   */
  record Connected(ServerInfo server, List<Source> sources) implements ConnectionState {

    /** Keeps the list from changing. */
    public Connected {
      sources = List.copyOf(sources);
    }
  }

  /**
   * There is no server at present; the connection goes on trying.
   *
   * @param reason one sentence that says why
   */
  record Disconnected(String reason) implements ConnectionState {}

  /**
   * The panel shows a recording, and there is nothing to connect to.
   *
   * @param file where it is
   * @param startEpochMillis when it was started, in milliseconds since 1970 UTC
   * @param lengthNanos how long it is
   * @param fault a sentence that says what of it is missing; empty if nothing is
   * @param server what was recorded
   * @param sources what it showed at any time that was loaded
   * @param session another number after each jump to another moment
   */
  record Recorded(
      Path file,
      long startEpochMillis,
      long lengthNanos,
      Optional<String> fault,
      ServerInfo server,
      List<Source> sources,
      int session)
      implements ConnectionState {

    /** Keeps the list from changing. */
    public Recorded {
      sources = List.copyOf(sources);
    }
  }
}
