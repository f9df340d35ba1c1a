package weir.desktop.client;

import java.util.List;
import weir.core.figures.Source;
import weir.core.link.ServerInfo;

/** How the panel stands with its server. */
public sealed interface ConnectionState
    permits ConnectionState.Connecting, ConnectionState.Connected, ConnectionState.Disconnected {

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
}
