package weir.desktop.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.Command;
import weir.core.link.CommandExecutor;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkException;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.link.ServerInfo;
import weir.desktop.Snapshots;

/** Against real servers on real sockets. */
@Timeout(60)
@SuppressWarnings("try") // some servers and connections need only be there
class PanelConnectionTest {

  @TempDir Path folder;

  private final BlockingQueue<PanelUpdate> updates = new LinkedBlockingQueue<>();
  private final List<Command> commands = new CopyOnWriteArrayList<>();

  /** The one source of the last server. */
  @SuppressWarnings("NullAway.Init") // serve() sets it
  private PublishedSource source;

  private LinkAddress address() {
    return new LinkAddress.UnixSocket(folder.resolve("s"));
  }

  @AfterEach
  void nothingIsLeftRunning() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("weir-panel-connection");
  }

  @Test
  void shouldConnectToAServerThatIsThere() throws Exception {
    try (LinkServer server = serve(Snapshots.SERVER);
        PanelConnection connection = follow()) {
      awaitState(connected(Snapshots.SERVER)::equals);
      source.publish(Snapshots.at(50, 0, 7, 1));
      assertThat(awaitSnapshot().ledger().backlog()).isEqualTo(7);
    }
  }

  @Test
  void shouldWaitForAServerThatIsNotThereYet() throws Exception {
    try (PanelConnection connection = follow()) {
      PanelUpdate lost = awaitState(ConnectionState.Disconnected.class::isInstance);
      assertThat(((ConnectionState.Disconnected) lost.state()).reason()).isNotBlank();
      assertThat(connection.send("weir", new Command.ResetStatistics()).get(5, TimeUnit.SECONDS))
          .isInstanceOf(CommandOutcome.Refused.class);
      try (LinkServer server = serve(Snapshots.SERVER)) {
        awaitState(ConnectionState.Connected.class::isInstance);
      }
    }
  }

  @Test
  void shouldSurviveRestartsOfTheServer() throws Exception {
    try (PanelConnection connection = follow()) {
      for (int life = 1; life <= 3; life++) {
        ServerInfo info = new ServerInfo(life, life);
        try (LinkServer server = serve(info)) {
          awaitState(connected(info)::equals);
          source.publish(Snapshots.at(50, life, 0, 1));
          assertThat(awaitSnapshot().ledger().completed()).isEqualTo(life);
          assertThat(
                  connection.send("weir", new Command.ResizeWorkers(life)).get(5, TimeUnit.SECONDS))
              .isInstanceOf(CommandOutcome.Accepted.class);
        }
        awaitState(ConnectionState.Disconnected.class::isInstance);
      }
    }
    assertThat(commands)
        .containsExactly(
            new Command.ResizeWorkers(1),
            new Command.ResizeWorkers(2),
            new Command.ResizeWorkers(3));
  }

  @Test
  void shouldHandOnTheServersRefusal() throws Exception {
    CommandOutcome refused = new CommandOutcome.Refused("99 is more than 64: ask for 0 to 64.");
    try (LinkServer server = serve(Snapshots.SERVER, command -> refused);
        PanelConnection connection = follow()) {
      awaitState(ConnectionState.Connected.class::isInstance);
      assertThat(connection.send("weir", new Command.ResizeWorkers(99)).get(5, TimeUnit.SECONDS))
          .isEqualTo(refused);
    }
  }

  private LinkServer serve(ServerInfo info) throws LinkException {
    return serve(
        info,
        command -> {
          commands.add(command);
          return new CommandOutcome.Accepted();
        });
  }

  private LinkServer serve(ServerInfo info, CommandExecutor executor) throws LinkException {
    LinkServer server = LinkServer.open(address(), info);
    source = server.add(Snapshots.PIPELINE, executor);
    return server;
  }

  private static ConnectionState connected(ServerInfo server, Source... sources) {
    return new ConnectionState.Connected(
        server, sources.length == 0 ? List.of(Snapshots.PIPELINE) : List.of(sources));
  }

  @Test
  void shouldHearOfSourcesThatComeAndGo() throws Exception {
    try (LinkServer server = serve(Snapshots.SERVER);
        PanelConnection connection = follow()) {
      awaitState(connected(Snapshots.SERVER)::equals);
      PublishedSource orders = server.add(Snapshots.EXECUTOR, command -> accepted());
      awaitState(connected(Snapshots.SERVER, Snapshots.PIPELINE, Snapshots.EXECUTOR)::equals);
      orders.publish(Snapshots.ofExecutor(50, 9, 0));
      assertThat(awaitSnapshot().source()).isEqualTo("orders");
      orders.close();
      awaitState(connected(Snapshots.SERVER)::equals);
    }
  }

  private static CommandOutcome accepted() {
    return new CommandOutcome.Accepted();
  }

  private PanelConnection follow() {
    PanelConnection connection = new PanelConnection(address());
    connection.start(() -> updates.add(connection.take()));
    return connection;
  }

  private PanelUpdate awaitState(Predicate<ConnectionState> wanted) throws InterruptedException {
    while (true) {
      PanelUpdate update = Objects.requireNonNull(updates.poll(10, TimeUnit.SECONDS), "no update");
      if (wanted.test(update.state())) {
        return update;
      }
    }
  }

  private Snapshot awaitSnapshot() throws InterruptedException {
    while (true) {
      PanelUpdate update = Objects.requireNonNull(updates.poll(10, TimeUnit.SECONDS), "no update");
      if (!update.snapshots().isEmpty()) {
        return update.snapshots().getFirst();
      }
    }
  }
}
