package weir.core.link;

/** What a client sends. A conversation starts with exactly one {@link Hello}. */
sealed interface ClientMessage extends Message
    permits ClientMessage.Hello, ClientMessage.CommandRequest {

  /**
   * Opens the conversation.
   *
   * @param protocolVersion the client's {@link Protocol#VERSION}
   * @param clientName who is calling, for the server's log, e.g. {@code weir panel}
   * @param token the secret that a loopback TCP server asks for; empty on a Unix domain socket
   */
  record Hello(int protocolVersion, String clientName, String token) implements ClientMessage {}

  /**
   * Asks the server to execute a command.
   *
   * @param requestId chosen by the client and repeated in the {@link ServerMessage.CommandReply}
   * @param source name of the source that is to do it
   * @param command what to do
   */
  record CommandRequest(long requestId, String source, Command command) implements ClientMessage {}
}
