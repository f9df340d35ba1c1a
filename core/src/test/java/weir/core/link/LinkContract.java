package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.core.fault.Faults;
import weir.core.fault.LoggedLines;
import weir.core.figures.Capabilities;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Latencies;
import weir.core.figures.Samples;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerRange;

/** What holds over every transport. */
@Timeout(60)
abstract class LinkContract {

  static final ServerInfo INFO = new ServerInfo(ProcessHandle.current().pid(), 1_700_000_000_000L);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path folder;

  final RecordingListener heard = new RecordingListener();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private Set<Thread> threadsBefore = Set.of();

  /** The one source of the last server. */
  @SuppressWarnings("NullAway.Init") // serve() sets it
  PublishedSource source;

  /** Where the server under test listens. */
  abstract LinkAddress address();

  @BeforeEach
  void rememberThreads() {
    threadsBefore = linkThreads();
  }

  @AfterEach
  void closeAllAndFindNoThreadLeft() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
    Await.until(
        "all threads have ended",
        () -> {
          Set<Thread> left = linkThreads();
          left.removeAll(threadsBefore);
          return left.isEmpty();
        });
  }

  private static Set<Thread> linkThreads() {
    Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    threads.removeIf(thread -> !thread.getName().startsWith("weir-link"));
    return threads;
  }

  private <T extends AutoCloseable> T keep(T resource) {
    opened.add(resource);
    return resource;
  }

  LinkServer serve(CommandExecutor executor, Limits limits) throws LinkException {
    LinkServer server = keep(LinkServer.open(address(), INFO, limits));
    source = server.add(Samples.PIPELINE, executor);
    return server;
  }

  private LinkServer serve() throws LinkException {
    return serve(command -> new CommandOutcome.Accepted(), Limits.DEFAULT);
  }

  private LinkClient connect(LinkServer server, LinkListener listener) throws LinkException {
    return keep(LinkClient.connect(server.address(), "test", TIMEOUT, listener));
  }

  private RawClient raw(LinkServer server) throws IOException {
    return keep(new RawClient(server.address()));
  }

  private RawClient greeted(LinkServer server) throws IOException {
    return keep(RawClient.greeted(server.address()));
  }

  @Test
  void shouldWelcomeThenSendEverySnapshotInOrder() throws Exception {
    LinkServer server = serve();
    assertThat(source.hasReceivers()).isFalse();
    LinkClient client = connect(server, heard);
    assertThat(client.server()).isEqualTo(INFO);
    assertThat(source.hasReceivers()).isTrue();
    for (long number = 1; number <= 100; number++) {
      source.publish(Samples.counted(number));
      Snapshot snapshot = heard.nextSnapshot();
      assertThat(snapshot.number()).isEqualTo(number);
      assertThat(snapshot.interval().waitTime().decode().getMaxValue()).isEqualTo(number);
    }
    client.close();
    client.close();
    Await.until("the server has noticed", () -> !source.hasReceivers());
    assertThat(heard.closings).isEmpty();
  }

  @Test
  void shouldAnswerCommands() throws Exception {
    LinkServer server =
        serve(
            command -> {
              if (command instanceof Command.ResizeWorkers resize) {
                return resize.workers() <= 100
                    ? new CommandOutcome.Accepted()
                    : new CommandOutcome.Refused("at most 100");
              }
              throw new IllegalStateException("broken on purpose");
            },
            Limits.DEFAULT);
    LinkClient client = connect(server, heard);
    assertThat(client.send("weir", new Command.ResizeWorkers(3)).get())
        .isEqualTo(new CommandOutcome.Accepted());
    assertThat(client.send("weir", new Command.ResizeWorkers(101)).get())
        .isEqualTo(new CommandOutcome.Refused("at most 100"));
    assertThat(client.send("weir", new Command.ResetStatistics()).get())
        .isInstanceOfSatisfying(
            CommandOutcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("broken on purpose"));
    assertThat(client.send("weir", new Command.ResizeWorkers(4)).get())
        .isEqualTo(new CommandOutcome.Accepted());
  }

  @Test
  void shouldTurnAwayAnotherProtocolVersion() throws Exception {
    RawClient client = raw(serve());
    client.send(new ClientMessage.Hello(99, "panel", ""));
    assertThat(client.readRejection())
        .isEqualTo(
            "this client speaks protocol 99, the server speaks "
                + Protocol.VERSION
                + ": update the server to the client's build");
    assertThat(client.isAtEnd()).isTrue();
  }

  @Test
  void shouldTellAnOlderClientToUpdateItself() throws Exception {
    RawClient client = raw(serve());
    client.send(new ClientMessage.Hello(Protocol.VERSION - 1, "panel", ""));
    assertThat(client.readRejection())
        .isEqualTo(
            "this client speaks protocol "
                + (Protocol.VERSION - 1)
                + ", the server speaks "
                + Protocol.VERSION
                + ": update the client (panel, command or program) to the server's build");
  }

  @Test
  void shouldShowSourcesThatComeAndGo() throws Exception {
    LinkServer server = serve();
    LinkClient client = connect(server, heard);
    assertThat(client.sources()).containsExactly(Samples.PIPELINE);
    assertThat(heard.nextList()).containsExactly(Samples.PIPELINE);

    PublishedSource orders = server.add(Samples.EXECUTOR, command -> new CommandOutcome.Accepted());
    assertThat(heard.nextList()).containsExactly(Samples.PIPELINE, Samples.EXECUTOR);
    orders.publish(Samples.bare(1));
    Snapshot bare = heard.nextSnapshot();
    assertThat(bare).isEqualTo(Samples.bare(1));
    source.publish(Samples.counted(1));
    assertThat(heard.nextSnapshot().source()).isEqualTo("weir");

    Source said =
        new Source(
            Samples.EXECUTOR.name(),
            Samples.EXECUTOR.kind(),
            Optional.of("1 in 16 sampled"),
            Samples.EXECUTOR.capacity(),
            Samples.EXECUTOR.capabilities());
    orders.describe(said);
    assertThat(heard.nextList()).containsExactly(Samples.PIPELINE, said);
    assertThatIllegalArgumentException().isThrownBy(() -> orders.describe(Samples.PIPELINE));

    orders.publish(Samples.bare(2));
    orders.close();
    orders.close();
    assertThat(heard.nextSnapshot().number()).as("the last one still comes").isEqualTo(2);
    assertThat(heard.nextList()).containsExactly(Samples.PIPELINE);
    assertThat(orders.hasReceivers()).isFalse();
    orders.publish(Samples.bare(3));
    source.publish(Samples.counted(2));
    assertThat(heard.nextSnapshot().source()).isEqualTo("weir");
    assertThat(client.sources()).containsExactly(Samples.PIPELINE);
  }

  @Test
  void shouldTellALateClientOfAllSources() throws Exception {
    LinkServer server = serve();
    server.add(Samples.EXECUTOR, command -> new CommandOutcome.Accepted());
    assertThat(connect(server, heard).sources())
        .containsExactly(Samples.PIPELINE, Samples.EXECUTOR);
  }

  @Test
  void shouldRouteCommandsAndRefuseWhatASourceCanNotDo() throws Exception {
    List<Command> executed = new CopyOnWriteArrayList<>();
    LinkServer server = serve();
    Source settable =
        new Source(
            "mails",
            SourceKind.POOL,
            Optional.empty(),
            OptionalInt.empty(),
            Capabilities.all(new WorkerRange(1, 2)));
    CommandExecutor recording =
        command -> {
          executed.add(command);
          return new CommandOutcome.Accepted();
        };
    server.add(settable, recording);
    server.add(Samples.EXECUTOR, recording);
    LinkClient client = connect(server, heard);

    assertThat(client.send("mails", new Command.ResizeWorkers(2)).get())
        .isEqualTo(new CommandOutcome.Accepted());
    assertThat(executed).containsExactly(new Command.ResizeWorkers(2));

    assertThat(refusal(client, "nobody", new Command.ResetStatistics()))
        .isEqualTo("there is no source 'nobody': this server shows weir, mails, orders");
    assertThat(refusal(client, "orders", new Command.ResizeWorkers(2)))
        .isEqualTo(
            "orders can't be resized: the number of its workers is set elsewhere (sources that"
                + " can: weir, mails)");
    assertThat(refusal(client, "orders", new Command.ResetStatistics()))
        .startsWith("orders can't be reset: its statistics run from its start");
    assertThat(refusal(client, "orders", new Command.FreezeResource(1)))
        .startsWith("orders has no resource that can be frozen");
    assertThat(refusal(client, "orders", new Command.SetServiceTime(1)))
        .startsWith("orders has no resource that can be set");
    assertThat(executed).hasSize(1);
  }

  private static String refusal(LinkClient client, String source, Command command)
      throws Exception {
    return ((CommandOutcome.Refused) client.send(source, command).get()).reason();
  }

  @Test
  void shouldBoundItsSourcesAndKeepTheirNamesApart() throws Exception {
    LinkServer server = serve();
    CommandExecutor accepting = command -> new CommandOutcome.Accepted();
    assertThatThrownBy(() -> server.add(Samples.PIPELINE, accepting))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already shows a source 'weir'");
    assertThatThrownBy(() -> source.publish(Samples.bare(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("orders");
    for (int number = 1; number < Protocol.MAX_SOURCES; number++) {
      server.add(named("s" + number), accepting);
    }
    assertThatThrownBy(() -> server.add(named("one more"), accepting))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("64 sources");
    assertThat(connect(server, heard).sources()).hasSize(Protocol.MAX_SOURCES);
  }

  private static Source named(String name) {
    return new Source(
        name, SourceKind.EXECUTOR, Optional.empty(), OptionalInt.empty(), Capabilities.NONE);
  }

  @Test
  void shouldTurnAwayGarbageAtOnce() throws Exception {
    LinkServer server = serve();
    RawClient browser = raw(server);
    browser.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(browser.readRejection()).contains("other than Weir's");
    assertThat(browser.isAtEnd()).isTrue();

    RawClient oversized = raw(server);
    oversized.send(ByteBuffer.allocate(4).putInt(Protocol.MAX_CLIENT_FRAME_BYTES + 1).array());
    assertThat(oversized.readRejection()).contains("allowed are 1 to 4096");

    RawClient rude = raw(server);
    rude.send(new ClientMessage.CommandRequest(1, "weir", new Command.ResetStatistics()));
    assertThat(rude.readRejection()).contains("must start with a greeting");

    RawClient chatty = greeted(server);
    chatty.send(new ClientMessage.Hello(Protocol.VERSION, "again", ""));
    assertThat(chatty.readRejection()).contains("second greeting");

    RawClient cut = greeted(server);
    cut.send(new byte[] {0, 0, 0, 50, 2});
    cut.channel.shutdownOutput();
    assertThat(cut.readRejection()).contains("49 bytes before its end");
    assertThat(cut.isAtEnd()).isTrue();
  }

  @Test
  void shouldTurnAwayASilentConnection() throws Exception {
    LinkServer server =
        serve(
            command -> new CommandOutcome.Accepted(),
            new Limits(1, Duration.ofMillis(50), 8, Duration.ofMillis(500)));
    RawClient silent = raw(server);
    assertThat(silent.readRejection()).contains("no greeting");
    assertThat(silent.isAtEnd()).isTrue();
    // Its place is free again.
    Await.until(
        "the next may come in",
        () -> {
          try {
            return connect(server, heard).server().equals(INFO);
          } catch (LinkException e) {
            return false;
          }
        });
  }

  @Test
  void shouldTurnAwayOneClientTooMany() throws Exception {
    LinkServer server =
        serve(
            command -> new CommandOutcome.Accepted(),
            new Limits(2, Duration.ofSeconds(5), 8, Duration.ofMillis(500)));
    connect(server, heard);
    connect(server, heard);
    assertThatThrownBy(() -> connect(server, heard))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("already has 2 clients");
  }

  @Test
  void shouldServeOthersWhileGarbageComesIn() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    LinkServer server = serve();
    connect(server, heard);
    for (int i = 1; i <= 200; i++) {
      try (RawClient vandal =
          i % 2 == 0 ? new RawClient(server.address()) : RawClient.greeted(server.address())) {
        byte[] bytes = new byte[random.nextInt(3_000)];
        random.nextBytes(bytes);
        if (bytes.length > 4 && i % 3 == 0) {
          ByteBuffer.wrap(bytes).putInt(bytes.length - 4); // a sound length, a rotten body
        }
        try {
          vandal.send(bytes);
        } catch (IOException e) {
          assertThat(vandal.isAtEnd()).as("seed %d", seed).isTrue(); // already thrown out
        }
      }
      source.publish(Samples.counted(i));
      assertThat(heard.nextSnapshot().number()).as("seed %d", seed).isEqualTo(i);
    }
  }

  @Test
  void shouldMergeAndNotLoseWhatAStalledClientLeavesUnread() throws Exception {
    LinkServer server = serve();
    RawClient stalled = greeted(server);
    connect(server, heard);
    long published = 0;
    long sum = 0;
    // More than any socket buffer holds, and far more than may pile up.
    CompressedHistogram bulky = CompressedHistogram.of(Samples.fullHistogram());
    long bulkyCount = bulky.decode().getTotalCount();
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      source.publish(Samples.snapshot(random, ++published, Latencies.generate(() -> bulky)));
      sum += bulkyCount;
    }
    for (int i = 0; i < 2_000; i++) {
      source.publish(Samples.counted(++published));
      sum++;
    }
    while (heard.nextSnapshot().number() < published) {
      // The other client gets to the end while one is stalled.
    }
    long counted = 0;
    long snapshots = 0;
    Snapshot last;
    do {
      last = ((ServerMessage.SnapshotMessage) stalled.read()).snapshot();
      snapshots++;
      counted += last.interval().responseTime().decode().getTotalCount();
    } while (last.number() < published);
    assertThat(counted).isEqualTo(sum);
    // How many were merged depends on the system's buffers and on how busy the machine is.
    assertThat(snapshots).isLessThan(published);
  }

  @Test
  void shouldDisconnectAClientThatFloodsCommandsAndReadsNothing() throws Exception {
    LinkServer server = serve();
    connect(server, heard);
    RawClient flood = greeted(server);
    CompletableFuture<Void> thrownOut =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (long id = 0; ; id++) {
                  flood.send(
                      new ClientMessage.CommandRequest(id, "weir", new Command.ResetStatistics()));
                }
              } catch (IOException e) {
                // Thrown out, as it should be.
              }
            });
    thrownOut.get(30, TimeUnit.SECONDS);
    source.publish(Samples.counted(1));
    assertThat(heard.nextSnapshot().number()).isEqualTo(1);
  }

  @Test
  void shouldSurviveAClientThatIsKilled() throws Exception {
    LinkServer server = serve();
    connect(server, heard);
    RawClient killed = greeted(server);
    source.publish(Samples.counted(1));
    killed.close();
    for (long number = 2; number < 50; number++) {
      source.publish(Samples.counted(number));
    }
    while (heard.nextSnapshot().number() < 49) {
      // Gets to the end.
    }
  }

  @Test
  void shouldSendWhatIsQueuedBeforeItCloses() throws Exception {
    LinkServer server = serve();
    connect(server, heard);
    source.publish(Samples.counted(1));
    server.close();
    server.close();
    source.publish(Samples.counted(2));
    assertThat(heard.nextSnapshot().number()).isEqualTo(1);
    assertThat(heard.nextClosing()).isEqualTo("the server is shutting down");
    assertThat(source.hasReceivers()).isFalse();
  }

  @Test
  void shouldCloseInSpiteOfAStalledClient() throws Exception {
    LinkServer server = serve();
    RawClient stalled = greeted(server);
    CompressedHistogram bulky = CompressedHistogram.of(Samples.fullHistogram());
    for (int i = 1; i <= 50; i++) {
      source.publish(Samples.snapshot(new Random(1), i, Latencies.generate(() -> bulky)));
    }
    server.close();
    assertThat(source.hasReceivers()).isFalse();
    assertThat(stalled.channel.isOpen()).isTrue();
  }

  @Test
  void shouldFailUnansweredCommandsWhenTheConnectionEnds() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    LinkServer server =
        serve(
            command -> {
              arrived.countDown();
              try {
                release.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return new CommandOutcome.Accepted();
            },
            Limits.DEFAULT);
    LinkClient client = connect(server, heard);
    CompletableFuture<CommandOutcome> outcome = client.send("weir", new Command.ResetStatistics());
    assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
    client.close();
    assertThatThrownBy(outcome::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LinkException.class);
    assertThatThrownBy(() -> client.send("weir", new Command.ResetStatistics()).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LinkException.class);
    release.countDown();
  }

  @Test
  void shouldBoundUnansweredCommands() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    LinkServer server =
        serve(
            command -> {
              try {
                release.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return new CommandOutcome.Accepted();
            },
            Limits.DEFAULT);
    LinkClient client = connect(server, heard);
    List<CompletableFuture<CommandOutcome>> outcomes = new ArrayList<>();
    for (int i = 0; i < PendingCommands.LIMIT; i++) {
      outcomes.add(client.send("weir", new Command.ResizeWorkers(i)));
    }
    assertThatThrownBy(() -> client.send("weir", new Command.ResetStatistics()).get())
        .hasMessageContaining("still unanswered");
    release.countDown();
    for (CompletableFuture<CommandOutcome> outcome : outcomes) {
      assertThat(outcome.get()).isEqualTo(new CommandOutcome.Accepted());
    }
  }

  @Test
  void shouldSurviveAListenerThatThrows() throws Exception {
    LinkServer server = serve();
    connect(
        server,
        new LinkListener() {
          @Override
          public void onSnapshot(Snapshot snapshot) {
            heard.onSnapshot(snapshot);
            throw new IllegalStateException("broken on purpose");
          }

          @Override
          public void onClosed(String reason) {
            heard.onClosed(reason);
          }
        });
    source.publish(Samples.counted(1));
    assertThat(heard.nextSnapshot().number()).isEqualTo(1);
    source.publish(Samples.counted(2));
    assertThat(heard.nextSnapshot().number()).isEqualTo(2);
  }

  @Test
  void shouldSayThatNoServerIsThere() throws Exception {
    LinkServer server = serve();
    server.close();
    assertThatThrownBy(() -> connect(server, heard))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("no Weir server at " + LinkAddresses.describe(server.address()))
        .hasMessageContaining("start one with `weir serve`");
  }

  @Test
  void shouldOpenAgainAfterItClosed() throws Exception {
    serve().close();
    connect(serve(), heard);
  }

  @Test
  void shouldConnectWithoutALimitOfTime() throws Exception {
    LinkServer server = serve();
    Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
    LinkClient client = keep(LinkClient.connect(server.address(), "test", forever, heard));
    assertThat(client.server()).isEqualTo(INFO);
  }

  @ParameterizedTest
  @MethodSource("weir.core.fault.Faults#always")
  void shouldAnswerACommandThatThrows(Faults faults) throws Exception {
    CommandExecutor hostile =
        command -> {
          faults.strike();
          return new CommandOutcome.Accepted();
        };
    LinkClient client = connect(serve(hostile, Limits.DEFAULT), heard);
    try (LoggedLines lines = LoggedLines.thatThrow(faults)) {
      for (int time = 0; time < 3; time++) {
        assertThat(client.send("weir", new Command.ResetStatistics()).get(10, TimeUnit.SECONDS))
            .isInstanceOf(CommandOutcome.Refused.class);
      }
      assertThat(lines.with("ResetStatistics")).as("once, and not each time").hasSize(1);
    }
  }
}
