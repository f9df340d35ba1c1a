package weir.core.link;

/** The server's half of the first exchange on a connection: it says who may come in. */
final class ServerHandshake {

  private ServerHandshake() {}

  /**
   * Checks who greets.
   *
   * @return the greeting, which may come in
   * @throws LinkException if it may not
   */
  static ClientMessage.Hello check(ClientMessage first, Endpoint endpoint) throws LinkException {
    if (!(first instanceof ClientMessage.Hello hello)) {
      throw new LinkException("the conversation must start with a greeting");
    }
    if (hello.protocolVersion() != Protocol.VERSION) {
      throw new LinkException(Protocol.mismatch(hello.protocolVersion(), Protocol.VERSION));
    }
    if (!endpoint.acceptsToken(hello.token())) {
      throw new LinkException("wrong token: read it from the server's token file");
    }
    return hello;
  }
}
