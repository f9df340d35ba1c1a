package weir.desktop.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Change;
import weir.core.figures.GroupShare;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;
import weir.core.link.Command;
import weir.core.link.CommandExecutor;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.link.ServerInfo;
import weir.desktop.PipelineGroup;
import weir.desktop.Snapshots;

/** Against real servers on real sockets, which say what a test has them say. */
@Timeout(60)
class GroupConnectionTest {

  private static final CommandOutcome DONE = new CommandOutcome.Accepted();

  @TempDir Path folder;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Map<String, List<Command>> commands = new HashMap<>();
  private final Map<String, PublishedSource> sources = new HashMap<>();
  private final Map<String, LinkServer> servers = new HashMap<>();
  private final BlockingQueue<PanelUpdate> updates = new LinkedBlockingQueue<>();
  private final GroupConnection group = new GroupConnection("orders");

  @AfterEach
  void closeAll() throws Exception {
    group.close();
    for (AutoCloseable each : opened.reversed()) {
      each.close();
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    // One that was retired waits for answers, for a moment.
    while (ownThreads() > 0) {
      assertThat(System.nanoTime()).as("threads are left").isLessThan(end);
      Thread.sleep(10);
    }
  }

  private static long ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(Set.of("weir-panel-group", "weir-panel-connection", "weir-panel-retired")::contains)
        .count();
  }

  private LinkAddress address(String name) {
    return new LinkAddress.UnixSocket(folder.resolve(name));
  }

  private void serve(String name, long pid) throws Exception {
    serve(name, pid, command -> DONE);
  }

  private void serve(String name, long pid, CommandExecutor executor) throws Exception {
    LinkServer server = LinkServer.open(address(name), new ServerInfo(pid, pid));
    opened.add(server);
    servers.put(name, server);
    List<Command> seen = new ArrayList<>();
    commands.put(name, seen);
    sources.put(
        name,
        server.add(
            Snapshots.PIPELINE,
            command -> {
              seen.add(command);
              return executor.execute(command);
            }));
  }

  private void join(String name) {
    group.add(address(name), new PanelConnection(address(name)));
  }

  private void start() {
    group.start(() -> updates.add(group.take()));
  }

  private static Snapshot said(long uptimeMillis, long completed, int workers, long... micros) {
    return said("orders", uptimeMillis, completed, workers, micros);
  }

  private static Snapshot said(
      String group, long uptimeMillis, long completed, int workers, long... micros) {
    Histogram responses = Snapshots.micros(micros);
    Snapshot its = Snapshots.of(uptimeMillis, completed, 7, workers, workers, 0, responses);
    Snapshot now = Snapshots.bornAt(System.currentTimeMillis() - uptimeMillis, its);
    return Snapshots.inGroup(
        now, new Ledger(completed + 7, completed, 0, 1, 7, 0), PipelineGroup.journal(group, true));
  }

  private void publish(String name, Snapshot snapshot) {
    Objects.requireNonNull(sources.get(name)).publish(snapshot);
  }

  private PanelUpdate await(Predicate<PanelUpdate> wanted) throws InterruptedException {
    while (true) {
      PanelUpdate update = Objects.requireNonNull(updates.poll(20, TimeUnit.SECONDS), "no news");
      if (wanted.test(update)) {
        return update;
      }
    }
  }

  private Snapshot awaitSnapshot(Predicate<Snapshot> wanted) throws InterruptedException {
    PanelUpdate update = await(one -> one.snapshots().stream().anyMatch(wanted));
    return update.snapshots().getLast();
  }

  /** The first picture may be of what was said before. */
  private static boolean isOfNow(Snapshot snapshot) {
    return workers(3).test(snapshot) && snapshot.ledger().completed() == 110;
  }

  private static Predicate<Snapshot> workers(int requested) {
    return one -> one.workers().map(WorkerCount::requested).orElse(0) == requested;
  }

  private CommandOutcome send(Command command) throws Exception {
    return group.send("orders", command).get(10, TimeUnit.SECONDS);
  }

  private void twoMembers() throws Exception {
    serve("a", 11);
    serve("b", 22);
    // Each has a past of two seconds.
    for (int second = 1; second <= 2; second++) {
      publish("a", said(10_000 + 1_000L * second, 100 + second, 2, 10, 20));
      publish("b", said(5_000 + 1_000L * second, 100 + second, 1, 30));
    }
    join("a");
    join("b");
    start();
  }

  private void sayNow() {
    publish("a", said(12_500, 110, 2, 10));
    publish("b", said(7_500, 110, 1, 30));
  }

  private void awaitClients() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!sources.values().stream().allMatch(PublishedSource::hasReceivers)) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(10);
    }
  }

  @Test
  void shouldBeOneSourceWithThePastOfAll() throws Exception {
    twoMembers();
    awaitClients();
    sayNow();
    PanelUpdate first = await(update -> !update.past().isEmpty());
    assertThat(first.state()).isInstanceOf(ConnectionState.Connected.class);
    Source source = ((ConnectionState.Connected) first.state()).sources().getFirst();
    assertThat(source.name()).isEqualTo("orders");
    assertThat(source.kind()).isEqualTo(SourceKind.GROUP);
    assertThat(source.capabilities().workers()).hasValue(new WorkerRange(0, 128));
    assertThat(source.capabilities().resourceSettings()).isFalse();
    List<Snapshot> past = first.past().getFirst().snapshots();
    long pastCount = past.stream().mapToLong(one -> count(one)).sum();
    assertThat(past).extracting(Snapshot::uptimeNanos).isSorted().doesNotHaveDuplicates();

    Snapshot now = awaitSnapshotFrom(first, GroupConnectionTest::isOfNow);
    assertThat(now.source()).isEqualTo("orders");
    assertThat(now.uptimeNanos()).isGreaterThan(past.getLast().uptimeNanos());
    assertThat(now.ledger().backlog()).isEqualTo(7);
    assertThat(now.ledger().rejected()).hasValue(2);
    assertThat(pastCount).as("two of a, one of b, a second").isEqualTo(6);
    assertThat(now.sinceReset().responseTime().orElseThrow().count()).isEqualTo(8);
  }

  private Snapshot awaitSnapshotFrom(PanelUpdate first, Predicate<Snapshot> wanted)
      throws InterruptedException {
    return first.snapshots().stream().anyMatch(wanted)
        ? first.snapshots().getLast()
        : awaitSnapshot(wanted);
  }

  private static long count(Snapshot snapshot) {
    return snapshot.interval().responseTime().decode().getTotalCount();
  }

  @Test
  void shouldShareOutWorkersAndSayWhoHasThem() throws Exception {
    twoMembers();
    awaitClients();
    sayNow();
    await(update -> update.shares().size() == 2);
    assertThat(send(new Command.ResizeWorkers(7))).isEqualTo(DONE);
    assertThat(commands.get("a")).containsExactly(new Command.ResizeWorkers(4));
    assertThat(commands.get("b")).containsExactly(new Command.ResizeWorkers(3));
    assertThat(send(new Command.ResizeWorkers(129)))
        .isEqualTo(
            new CommandOutcome.Refused(
                "workers of the group must be from 0 to 128, and 129 is not: nothing was changed."));
    assertThat(send(new Command.FreezeResource(1))).isInstanceOf(CommandOutcome.Refused.class);
    assertThat(commands.get("a")).hasSize(1);

    publish("a", said(12_600, 110, 4));
    publish("b", said(7_600, 110, 3));
    PanelUpdate told = await(update -> update.shares().toString().equals("[pid 11: 4, pid 22: 3]"));
    assertThat(told.shares()).extracting(GroupShare::clockAheadMillis).containsExactly(0L, 0L);
  }

  @Test
  void shouldSayWhoHasRefusedAndWhatTheOthersHave() throws Exception {
    serve("a", 11);
    serve("b", 22, command -> new CommandOutcome.Refused("it is closing: wait."));
    join("a");
    join("b");
    start();
    awaitClients();
    publish("a", said(1_000, 1, 1));
    publish("b", said(1_000, 1, 1));
    await(update -> update.shares().size() == 2);
    assertThat(send(new Command.ResizeWorkers(6)))
        .isEqualTo(
            new CommandOutcome.Refused(
                "pid 22 did not: it is closing: wait. Of the others, pid 11 has 3."));
  }

  @Test
  void shouldGoOnWithoutAMemberThatIsGoneAndTakeOneThatComes() throws Exception {
    twoMembers();
    awaitClients();
    sayNow();
    awaitSnapshot(GroupConnectionTest::isOfNow);
    Objects.requireNonNull(servers.get("b")).close();
    assertThat(awaitSnapshot(workers(2)).ledger().rejected()).hasValue(2);
    while (group.lost().isEmpty()) {
      Thread.sleep(10);
    }
    assertThat(group.lost()).containsExactly(address("b"));
    group.remove(address("b"));

    serve("c", 33);
    join("c");
    awaitClientOf("c");
    publish("c", said(100, 111, 5));
    awaitSnapshot(workers(7));
    Objects.requireNonNull(servers.get("a")).close();
    Objects.requireNonNull(servers.get("c")).close();
    PanelUpdate last = await(update -> update.state() instanceof ConnectionState.Disconnected);
    assertThat(((ConnectionState.Disconnected) last.state()).reason())
        .startsWith("no process of the group orders answers");
    assertThat(send(new Command.ResizeWorkers(1))).isInstanceOf(CommandOutcome.Refused.class);
  }

  private void awaitClientOf(String name) throws InterruptedException {
    while (!Objects.requireNonNull(sources.get(name)).hasReceivers()) {
      Thread.sleep(10);
    }
  }

  @Test
  void shouldSufferNothingFromAMemberThatSaysRubbishOrNothing() throws Exception {
    twoMembers();
    ServerSocketChannel rubbish = bind("rubbish");
    opened.add(bind("silent"));
    Thread answering = Thread.ofPlatform().daemon().start(() -> answerRubbish(rubbish));
    opened.add(answering::join);
    opened.add(rubbish);
    join("rubbish");
    join("silent");
    awaitClients();
    sayUntil(GroupConnectionTest::isOfNow);
    assertThat(group.lost()).doesNotContain(address("a"), address("b"));
  }

  /** While the first picture waits for who is silent, what was said but once grows old. */
  private void sayUntil(Predicate<Snapshot> wanted) throws InterruptedException {
    boolean seen = false;
    for (long millis = 0; !seen; millis += 100) {
      publish("a", said(12_500 + millis, 110, 2, 10));
      publish("b", said(7_500 + millis, 110, 1, 30));
      PanelUpdate update = updates.poll(100, TimeUnit.MILLISECONDS);
      seen = update != null && update.snapshots().stream().anyMatch(wanted);
    }
  }

  private ServerSocketChannel bind(String name) throws Exception {
    return ServerSocketChannel.open(java.net.StandardProtocolFamily.UNIX)
        .bind(java.net.UnixDomainSocketAddress.of(folder.resolve(name)));
  }

  private static void answerRubbish(ServerSocketChannel server) {
    try {
      while (true) {
        try (SocketChannel client = server.accept()) {
          client.write(ByteBuffer.wrap(new byte[] {0, 0, 0, 5, 99, 1, 2, 3, 4, 5, 6, 7}));
        }
      }
    } catch (java.io.IOException e) {
      // Closed by the test.
    }
  }

  @Test
  void shouldTellOfChangesByWhomAndNotOfEachMembersWorkers() throws Exception {
    twoMembers();
    awaitClients();
    sayNow();
    awaitSnapshot(GroupConnectionTest::isOfNow);
    PublishedSource a = Objects.requireNonNull(sources.get("a"));
    a.tell(Snapshots.change(1, 12_600, Change.Kind.WORKERS, "2 workers", "4 workers"));
    a.tell(Snapshots.change(2, 12_600, Change.Kind.RESOURCE, "5 ms", "6 ms"));
    PanelUpdate told = await(update -> !update.changes().isEmpty());
    assertThat(told.changes())
        .extracting(change -> change.source() + " " + change.from() + " → " + change.to())
        .containsExactly("orders pid 11: 5 ms → 6 ms");
  }

  @Test
  void shouldLeaveOutWhatIsOfAnotherGroup() throws Exception {
    twoMembers();
    awaitClients();
    publish("a", said(12_500, 110, 2, 10));
    publish("b", said("mails", 7_500, 999, 50, 30));
    Snapshot only = awaitSnapshot(any -> true);
    assertThat(only.workers().orElseThrow().requested()).isEqualTo(2);
    publish("a", said("mails", 12_600, 110, 2, 10));
    await(update -> update.state() instanceof ConnectionState.Disconnected);
  }
}
