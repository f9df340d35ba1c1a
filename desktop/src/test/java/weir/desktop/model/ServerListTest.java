package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Change;
import weir.core.link.Command;
import weir.core.link.CommandExecutor;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.link.RuntimeFolder;
import weir.core.link.ServerInfo;
import weir.desktop.Snapshots;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.ServerState;
import weir.desktop.client.ServerWatch;

/** The model against real servers; the test's own thread is the FX thread. */
@Timeout(60)
class ServerListTest {

  @TempDir Path home;

  private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Command> first = new ArrayList<>();
  private final List<Command> second = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // open() sets it
  private PublishedSource a;

  @SuppressWarnings("NullAway.Init") // open() sets it
  private PublishedSource b;

  @SuppressWarnings("NullAway.Init") // open() sets it
  private ServerList list;

  @SuppressWarnings("NullAway.Init") // open() sets it
  private PanelModel model;

  /** While it is not open, the first server has not done what it was told. */
  private final CountDownLatch answers = new CountDownLatch(1);

  @BeforeEach
  void open() throws Exception {
    Files.createDirectory(
        home.resolve("weir"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    a =
        serve(
            "a.sock",
            1,
            command -> {
              awaitUnchecked(answers);
              first.add(command);
              return new CommandOutcome.Accepted();
            });
    b =
        serve(
            "b.sock",
            2,
            command -> {
              second.add(command);
              return new CommandOutcome.Accepted();
            });
    a.publish(Snapshots.at(1_000, 10, 7, 1));
    b.publish(Snapshots.at(500, 20, 8, 2));
    list =
        new ServerList(
            new ServerWatch(
                new RuntimeFolder(Map.of("XDG_RUNTIME_DIR", home.toString()), new Properties())),
            address("a.sock"),
            List.of(),
            tasks::add);
    list.setShowing(true);
    model = list.model();
    // What is published before both are connected to, nobody hears.
    await(
        () ->
            list.countProperty().get() == 2
                && row("b").reading().isHere()
                && model.connectionProperty().get() instanceof ConnectionState.Connected);
    a.publish(Snapshots.at(1_050, 10, 7, 1));
    await(() -> model.figuresProperty().get() != null);
  }

  @AfterEach
  void close() throws Exception {
    answers.countDown();
    list.close();
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
  }

  private static void awaitUnchecked(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private LinkAddress address(String name) {
    return new LinkAddress.UnixSocket(home.resolve("weir").resolve(name));
  }

  private PublishedSource serve(String name, long pid, CommandExecutor executor) throws Exception {
    LinkServer server = LinkServer.open(address(name), new ServerInfo(pid, pid));
    opened.add(server);
    return server.add(Snapshots.PIPELINE, executor);
  }

  private ServerRow row(String name) {
    return list.rows().stream()
        .filter(row -> row.reading().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private void await(BooleanSupplier condition) throws Exception {
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited in vain").isLessThan(endNanos);
      Objects.requireNonNull(tasks.poll(20, TimeUnit.SECONDS), "no news").run();
    }
  }

  private long backlog() {
    Figures figures = model.figuresProperty().get();
    return figures == null ? -1 : figures.ledger().backlog();
  }

  @Test
  void shouldShowAnotherServerAndNothingOfTheOneBefore() throws Exception {
    a.tell(Snapshots.change(1, 1_020, Change.Kind.WORKERS, "1", "4"));
    await(() -> !model.history().markers().isEmpty());
    assertThat(row("a").reading().shown()).isTrue();

    list.show(row("b"));
    assertThat(model.connectionProperty().get()).isInstanceOf(ConnectionState.Connecting.class);
    assertThat(model.serverProperty().get()).isNull();
    assertThat(model.sourceProperty().get()).isNull();
    assertThat(model.figuresProperty().get()).isNull();
    assertThat(model.history().markers()).isEmpty();
    assertThat(row("b").reading().shown()).isTrue();

    await(() -> model.connectionProperty().get() instanceof ConnectionState.Connected);
    assertThat(model.serverProperty().get()).isEqualTo(new ServerInfo(2, 2));
    a.publish(Snapshots.at(1_100, 10, 77, 1));
    b.publish(Snapshots.at(550, 20, 9, 2));
    await(() -> backlog() == 9);
    assertThat(model.history().markers()).isEmpty();
    assertThat(model.history().nowNanos()).isEqualTo(550_000_000L);

    list.show(row("a"));
    await(() -> model.connectionProperty().get() instanceof ConnectionState.Connected);
    a.publish(Snapshots.at(1_150, 10, 78, 1));
    await(() -> backlog() == 78);
    assertThat(model.history().markers()).as("the server has kept it").hasSize(1);
  }

  @Test
  void shouldSendCommandsToTheServerOnShowAloneAndSayWhoseALateAnswerIs() throws Exception {
    model.commands().resizeWorkers(5);
    model.commands().resizeWorkers(6);
    list.show(row("b"));
    await(() -> model.connectionProperty().get() instanceof ConnectionState.Connected);
    b.publish(Snapshots.at(550, 20, 9, 2));
    await(() -> model.commands().targetWorkersProperty().get() == 2);
    model.commands().resizeWorkers(3);
    await(() -> model.commands().noticeProperty().get().text().equals("3 workers requested."));
    assertThat(model.commands().undoProperty().get()).isEqualTo("2 workers");

    answers.countDown();
    await(() -> model.commands().noticeProperty().get().text().contains("6 workers"));
    assertThat(model.commands().noticeProperty().get())
        .isEqualTo(Notice.info("Of weir at a, which is not shown: 6 workers requested."));
    assertThat(first).containsExactly(new Command.ResizeWorkers(5), new Command.ResizeWorkers(6));
    assertThat(second).containsExactly(new Command.ResizeWorkers(3));
    assertThat(model.commands().undoProperty().get()).as("b's own").isEqualTo("2 workers");
  }

  @Test
  void shouldRefuseWhatIsNoAddressAndShowWhatIs() throws Exception {
    assertThat(list.add(" ")).contains("give a path, or tcp:PORT");
    assertThat(list.add("tcp:99999")).contains("no TCP port");
    assertThat(list.add("tcp:0")).contains("Port 0");
    assertThat(list.add("/tmp/" + "x".repeat(200))).contains("allows");
    assertThat(list.addedProperty().get()).isEmpty();

    LinkAddress elsewhere = new LinkAddress.UnixSocket(home.resolve("a.sock"));
    assertThat(list.add(home.resolve("weir/../a.sock").toString())).isEmpty();
    assertThat(list.shownProperty().get()).isEqualTo(elsewhere);
    assertThat(list.addedProperty().get()).containsExactly(elsewhere);
    assertThat(list.rows())
        .extracting(row -> row.reading().name())
        .containsExactlyInAnyOrder("weir/a", home.getFileName() + "/a", "b");
    await(() -> model.connectionProperty().get() instanceof ConnectionState.Disconnected);
    await(() -> row("b").reading().isHere());
    list.show(row("b"));
    list.remove(row(home.getFileName() + "/a"));
    assertThat(list.addedProperty().get()).isEmpty();
    assertThat(list.rows()).hasSize(2);
  }

  @Test
  void shouldHaveARowForEachOfSeveralSourcesAndShowTheOneThatIsChosen() throws Exception {
    LinkServer other = LinkServer.open(address("c.sock"), new ServerInfo(3, 3));
    opened.add(other);
    other.add(Snapshots.PIPELINE, command -> new CommandOutcome.Accepted());
    other.add(Snapshots.EXECUTOR, command -> new CommandOutcome.Accepted());
    await(() -> list.rows().size() == 5);
    assertThat(list.rows().stream().map(row -> row.reading().name() + " " + row.key().source()))
        .containsExactly("a ", "b ", "c ", "c weir", "c orders");
    assertThat(list.countProperty().get()).isEqualTo(3);

    list.show(list.rows().getLast());
    await(() -> model.sourceProperty().get() != null);
    assertThat(model.sourceProperty().get()).isEqualTo(Snapshots.EXECUTOR);
    await(() -> list.rows().getLast().reading().shown());
    list.show(list.rows().get(3));
    assertThat(model.sourceProperty().get()).isEqualTo(Snapshots.PIPELINE);
  }

  @Test
  void shouldSayThatAServerIsGone() throws Exception {
    opened.get(1).close();
    await(() -> row("b").reading().server().state() instanceof ServerState.Gone);
    assertThat(row("b").reading().isHere()).isFalse();
    list.show(row("b"));
    await(() -> model.connectionProperty().get() instanceof ConnectionState.Disconnected);
    assertThat(list.rows()).as("it stays while it is shown").hasSize(2);
  }
}
