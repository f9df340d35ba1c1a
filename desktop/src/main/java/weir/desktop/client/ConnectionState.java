package weir.desktop.client;

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
   */
  record Connected(ServerInfo server) implements ConnectionState {}

  /**
   * There is no server at present; the connection goes on trying.
   *
   * @param reason one sentence that says why
   */
  record Disconnected(String reason) implements ConnectionState {}
}
