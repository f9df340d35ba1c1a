package weir.desktop.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.link.RuntimeFolder;
import weir.core.link.ServerInfo;
import weir.desktop.Snapshots;

/** Real servers, and others, on real sockets. */
@Timeout(90)
class ServerWatchTest {

  @TempDir Path home;

  private Path folder = Path.of("");
  private final LinkedBlockingQueue<Boolean> news = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> opened = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // watch() sets it
  private ServerWatch watch;

  @BeforeEach
  void watch() throws Exception {
    folder =
        Files.createDirectory(
            home.resolve("weir"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    watch =
        new ServerWatch(
            new RuntimeFolder(Map.of("XDG_RUNTIME_DIR", home.toString()), new Properties()));
    watch.setShowing(true);
    watch.start(() -> news.add(true));
  }

  @AfterEach
  void closeAll() throws Exception {
    watch.close();
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    awaitTrue(() -> readers() == 0);
  }

  @Test
  void shouldFindAServerFollowItsFiguresAndSayThatItIsGone() throws Exception {
    LinkServer server = serve("a.sock", 1);
    PublishedSource source =
        server.add(Snapshots.PIPELINE, command -> new CommandOutcome.Accepted());
    awaitState("a.sock", ServerState.Here.class);
    assertThat(state("a.sock")).contains(new ServerState.Here(new ServerInfo(1, 1)));

    source.publish(Snapshots.of(1_000, 5, 7, 1, 1, 0, Snapshots.micros(100, 200)));
    awaitTrue(() -> only().sources().getFirst().backlogNow().isPresent());
    SourceReading reading = only().sources().getFirst();
    assertThat(reading.backlogNow()).hasValue(7);
    assertThat(reading.latelyMicros()).hasValue(200);

    server.close();
    awaitState("a.sock", ServerState.Gone.class);
    assertThat(only().sources()).as("the last it showed").hasSize(1);
    serve("a.sock", 2);
    awaitTrue(
        () -> state("a.sock").equals(Optional.of(new ServerState.Here(new ServerInfo(2, 2)))));
  }

  @Test
  void shouldNotListWhatDeadServersHaveLeftBehind() throws Exception {
    for (int i = 0; i < 200; i++) {
      bind("dead-" + i + ".sock").close();
    }
    Files.writeString(folder.resolve("tcp-1.token"), "of nobody");
    serve("z.sock", 1);
    awaitState("z.sock", ServerState.Here.class);
    assertThat(watch.readings()).hasSize(1);
    assertThat(watch.note()).isEmpty();
  }

  @Test
  void shouldNotBeHurtByThoseWhoSayNothingOrRubbish() throws Exception {
    for (int i = 0; i < 60; i++) {
      opened.add(bind("silent-" + i + ".sock"));
    }
    ServerSocketChannel rubbish = bind("rubbish.sock");
    opened.add(rubbish);
    Thread.ofPlatform().daemon().start(() -> answerRubbish(rubbish));
    serve("good.sock", 1);

    awaitState("good.sock", ServerState.Here.class);
    awaitState("rubbish.sock", ServerState.Refused.class);
    awaitTrue(() -> count(ServerState.Refused.class) > 8);
    assertThat(readers()).as("attempts at a time, and one that is kept").isLessThanOrEqualTo(12);
    assertThat(watch.readings().stream().map(ServerReading::state))
        .filteredOn(ServerState.Refused.class::isInstance)
        .anyMatch(state -> ((ServerState.Refused) state).reason().contains("has not answered"));
    awaitState("good.sock", ServerState.Here.class);
  }

  private static void answerRubbish(ServerSocketChannel server) {
    try {
      while (true) {
        try (SocketChannel client = server.accept()) {
          client.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 99, 1, 2, 3, 4, 5, 6, 7}));
        }
      }
    } catch (java.io.IOException e) {
      // The test is over.
    }
  }

  @Test
  void shouldWatchSomeOfManyAndListTheOthers() throws Exception {
    int many = ServerWatch.MOST_WATCHED + 4;
    for (int i = 0; i < many; i++) {
      serve("s" + i + ".sock", i + 1);
    }
    awaitTrue(() -> count(ServerState.NotWatched.class) == 4);
    assertThat(count(ServerState.Here.class)).isEqualTo(ServerWatch.MOST_WATCHED);
    assertThat(watch.note()).contains("16 servers are watched at a time");
  }

  @Test
  void shouldBeConnectedToNobodyWhileNobodyLooks() throws Exception {
    serve("a.sock", 1);
    awaitState("a.sock", ServerState.Here.class);
    watch.setShowing(false);
    awaitTrue(() -> readers() == 0);

    serve("b.sock", 2);
    watch.setShowing(true);
    awaitState("b.sock", ServerState.Here.class);
    awaitTrue(() -> readers() == 2);
  }

  @Test
  void shouldKeepWhatWasAddedByHandUntilItIsRemoved() throws Exception {
    LinkAddress elsewhere = new LinkAddress.UnixSocket(home.resolve("else.sock"));
    watch.add(elsewhere);
    awaitTrue(() -> watch.readings().size() == 1);
    awaitTrue(() -> only().state() instanceof ServerState.Gone);
    assertThat(only().added()).isTrue();

    opened.add(LinkServer.open(elsewhere, new ServerInfo(9, 9)));
    awaitTrue(() -> only().state() instanceof ServerState.Here);
    watch.remove(elsewhere);
    assertThat(watch.readings()).isEmpty();
    awaitTrue(() -> readers() == 0);
  }

  @Test
  void shouldLeaveTheServerOnShowToThePanel() throws Exception {
    LinkServer server = serve("a.sock", 1);
    PublishedSource source =
        server.add(Snapshots.PIPELINE, command -> new CommandOutcome.Accepted());
    awaitState("a.sock", ServerState.Here.class);
    PanelConnection connection = watch.show(address("a.sock"));
    connection.start(() -> {});
    opened.add(connection);
    awaitTrue(
        () -> readers() == 1 && connection.take().state() instanceof ConnectionState.Connected);
    source.publish(Snapshots.at(1_000, 0, 3, 1));
    awaitTrue(() -> only().sources().getFirst().backlogNow().orElse(0) == 3);
    server.close();
    awaitState("a.sock", ServerState.Gone.class);
  }

  @Test
  void shouldSayWhyTheFolderIsNotListed() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    awaitTrue(() -> watch.note().contains("open to other users"));
    assertThat(watch.readings()).isEmpty();
  }

  private LinkAddress address(String name) {
    return new LinkAddress.UnixSocket(folder.resolve(name));
  }

  private LinkServer serve(String name, long pid) throws Exception {
    LinkServer server = LinkServer.open(address(name), new ServerInfo(pid, pid));
    opened.add(server);
    return server;
  }

  private ServerSocketChannel bind(String name) throws Exception {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    return channel.bind(UnixDomainSocketAddress.of(folder.resolve(name)));
  }

  private ServerReading only() {
    List<ServerReading> all = watch.readings();
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private long count(Class<? extends ServerState> kind) {
    return watch.readings().stream().filter(it -> kind.isInstance(it.state())).count();
  }

  private Optional<ServerState> state(String name) {
    return watch.readings().stream()
        .filter(it -> it.address().equals(address(name)))
        .map(ServerReading::state)
        .findFirst();
  }

  private void awaitState(String name, Class<? extends ServerState> kind) throws Exception {
    awaitTrue(() -> state(name).filter(kind::isInstance).isPresent());
  }

  /** Looked at whenever there is news, and otherwise ten times a second. */
  private void awaitTrue(BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      news.poll(100, TimeUnit.MILLISECONDS);
      news.clear();
    }
  }

  /** Connections, and attempts at one. */
  private static long readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("weir-link-client-reader"))
        .count();
  }
}
