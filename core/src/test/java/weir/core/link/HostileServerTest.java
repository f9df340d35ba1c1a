package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Samples;

/** What a client makes of servers that are none of this build, or lie. */
@Timeout(60)
class HostileServerTest {

  private static final ServerMessage WELCOME =
      new ServerMessage.Welcome(Protocol.VERSION, new ServerInfo(1, 2));

  @TempDir Path folder;

  private final RecordingListener heard = new RecordingListener();

  /** Connects to a server that answers the greeting with these messages, and then hangs up. */
  private LinkClient connectTo(ServerMessage... answers) throws Exception {
    Path path = folder.resolve("s");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(path));
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(
              () -> {
                try (FrameChannel client = new FrameChannel(server.accept())) {
                  client.read(Protocol.MAX_CLIENT_FRAME_BYTES);
                  for (ServerMessage answer : answers) {
                    client.write(answer);
                  }
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      try {
        return LinkClient.connect(
            new LinkAddress.UnixSocket(path), "test", Duration.ofSeconds(10), heard);
      } finally {
        answered.join();
      }
    }
  }

  @Test
  void shouldMakeALineOfWhateverReasonIsGiven() {
    String reason = "no\n\u001b[31m" + "x".repeat(100_000);
    assertThatThrownBy(() -> connectTo(new ServerMessage.Rejection(reason)))
        .isInstanceOf(LinkException.class)
        .hasMessageStartingWith("no??[31mxxx")
        .hasMessageEndingWith("x…")
        .satisfies(fault -> assertThat(fault.getMessage()).hasSize(1_001));
  }

  @Test
  void shouldSayWhichSideIsTheOlder() {
    assertThatThrownBy(
            () -> connectTo(new ServerMessage.Welcome(Protocol.VERSION + 1, new ServerInfo(1, 2))))
        .isInstanceOf(LinkException.class)
        .hasMessage(Protocol.mismatch(Protocol.VERSION, Protocol.VERSION + 1))
        .hasMessageContaining("update the client");
  }

  @Test
  void shouldTellThatTheServerIsTheOlder() {
    assertThatThrownBy(
            () -> connectTo(new ServerMessage.Welcome(Protocol.VERSION - 1, new ServerInfo(1, 2))))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("update the server to the client's build");
  }

  @Test
  void shouldNotConnectWithoutAListOfSources() {
    assertThatThrownBy(() -> connectTo(WELCOME, new ServerMessage.Rejection("closing")))
        .isInstanceOf(LinkException.class)
        .hasMessage("closing");
  }

  @Test
  void shouldNotConnectWhereSomethingElseFollowsTheWelcome() {
    assertThatThrownBy(
            () -> connectTo(WELCOME, new ServerMessage.SnapshotMessage(Samples.counted(1))))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("not followed by the sources");
  }

  @Test
  void shouldNotHearASnapshotOfASourceThatIsNotListed() throws Exception {
    try (LinkClient client =
        connectTo(
            WELCOME,
            new ServerMessage.SourceList(List.of(Samples.PIPELINE)),
            new ServerMessage.SnapshotMessage(Samples.counted(1)),
            new ServerMessage.SnapshotMessage(Samples.bare(2)))) {
      assertThat(client.server()).isEqualTo(new ServerInfo(1, 2));
      assertThat(heard.nextClosing()).contains("malformed frame", "orders");
      assertThat(heard.snapshots).hasSize(1);
    }
  }
}
