package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TcpLinkTest extends LinkContract {

  @Override
  LinkAddress address() {
    return new LinkAddress.LoopbackTcp(0, folder.resolve("made/tcp-0.token"));
  }

  private LinkServer serve() throws LinkException {
    return serve(command -> new CommandOutcome.Accepted(), Limits.DEFAULT);
  }

  private static LinkAddress.LoopbackTcp tcp(LinkServer server) {
    return (LinkAddress.LoopbackTcp) server.address();
  }

  @Test
  void shouldLeaveTheTokenForTheOwnerOnlyUnderTheRealPort() throws IOException {
    LinkServer server = serve();
    Path token = tcp(server).tokenFile();
    assertThat(tcp(server).port()).isPositive();
    assertThat(token.getFileName()).hasToString("tcp-" + tcp(server).port() + ".token");
    assertThat(Files.readString(token)).matches("[0-9a-f]{64}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
        .isEqualTo("rw-------");
    server.close();
    assertThat(folder.resolve("made")).isEmptyDirectory();
  }

  @Test
  void shouldTurnAwayAWrongToken() throws IOException {
    LinkServer server = serve();
    for (String wrong : new String[] {"", "0", "0".repeat(64)}) {
      try (RawClient thief = new RawClient(server.address())) {
        thief.send(new ClientMessage.Hello(Protocol.VERSION, "thief", wrong));
        assertThat(thief.readRejection()).contains("wrong token");
        assertThat(thief.isAtEnd()).isTrue();
      }
    }
    assertThat(source.hasReceivers()).isFalse();
  }

  @Test
  void shouldListenOnLoopbackOnly() throws IOException {
    try (TcpEndpoint endpoint =
        TcpEndpoint.open(new LinkAddress.LoopbackTcp(0, folder.resolve("x.token")))) {
      InetSocketAddress bound = (InetSocketAddress) endpoint.channel().getLocalAddress();
      assertThat(bound.getAddress().getHostAddress()).isEqualTo("127.0.0.1");
      assertThat(endpoint.address())
          .isEqualTo(new LinkAddress.LoopbackTcp(bound.getPort(), folder.resolve("x.token")));
    }
  }

  @Test
  void shouldRefuseATakenPortAndKeepItsToken() throws IOException {
    LinkServer first = serve();
    String token = Files.readString(tcp(first).tokenFile());
    assertThatThrownBy(() -> LinkServer.open(first.address(), INFO).close())
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("port " + tcp(first).port())
        .hasMessageContaining("tcp:PORT");
    assertThat(tcp(first).tokenFile()).hasContent(token);
  }

  @Test
  void shouldReplaceAStaleToken() throws IOException {
    Path stale = Files.writeString(folder.resolve("my.token"), "stale");
    LinkServer server = LinkServer.open(new LinkAddress.LoopbackTcp(0, stale), INFO);
    try (server) {
      LinkClient.connect(server.address(), "test", Duration.ofSeconds(10), heard).close();
    }
    assertThat(stale).doesNotExist();
  }

  @Test
  void shouldNotTouchATokenPathThatIsNoFile() throws IOException {
    Path occupied = folder.resolve("dir");
    Files.createDirectories(occupied.resolve("inner"));
    assertThatThrownBy(
            () -> LinkServer.open(new LinkAddress.LoopbackTcp(0, occupied), INFO).close())
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("no token file");
    assertThat(occupied.resolve("inner")).isDirectory();
  }
}
