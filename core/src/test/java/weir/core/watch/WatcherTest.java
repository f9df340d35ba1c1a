package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Change;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatcherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private final Watcher watcher = new Watcher();
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());

  /** What a panel would hear. */
  private static final class Heard implements LinkListener {
    private final BlockingQueue<List<Source>> sources = new LinkedBlockingQueue<>();
    private final BlockingQueue<Snapshot> snapshots = new LinkedBlockingQueue<>();
    private final BlockingQueue<Change> changes = new LinkedBlockingQueue<>();

    @Override
    public void onSources(List<Source> list) {
      sources.add(list);
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
      snapshots.add(snapshot);
    }

    @Override
    public void onChange(Change change) {
      changes.add(change);
    }

    @Override
    public void onClosed(String reason) {}
  }

  private LinkAddress.UnixSocket address() {
    return new LinkAddress.UnixSocket(folder.resolve("watched.sock"));
  }

  @AfterEach
  void end() {
    watcher.close();
    pool.shutdownNow();
  }

  private static void awaitQuietly(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("weir-watch") || name.startsWith("weir-hiccup"))
        .toList();
  }

  @Test
  void shouldSampleAllByOneThreadWhileThereIsAny() throws InterruptedException {
    ExecutorService executor = watcher.executor("first", pool);
    watcher.executor("second", Executors.newWorkStealingPool(1));
    // That of another test may be about to end.
    while (ownThreads().size() > 1) {
      Thread.sleep(1);
    }
    assertThat(ownThreads()).containsExactly("weir-watch-sampler");
    Watched first = watcher.find("first").orElseThrow();
    assertThat(first.snapshot().hiccups().orElseThrow().count()).as("nothing to hold up").isZero();
    CountDownLatch gate = new CountDownLatch(1);
    executor.execute(() -> awaitQuietly(gate));
    while (first.snapshot().hiccups().orElseThrow().count() == 0) {
      Thread.sleep(10);
    }
    gate.countDown();
    watcher.close();
    while (!ownThreads().isEmpty()) {
      Thread.sleep(10);
    }
  }

  @Test
  void shouldTellHowLongTheCollectorStoppedTheProgram() {
    CollectorPauses pauses = new CollectorPauses();
    long micros = pauses.takeMicros();
    while (micros == 0) {
      System.gc();
      micros = pauses.takeMicros();
    }
    assertThat(micros).isBetween(1_000L, 60_000_000L);
    pauses.takeLongOnes();
    pauses.add(2, 12, "young");
    assertThat(pauses.takeLongOnes()).as("short ones").isEmpty();
    pauses.add(1, 12, "old");
    assertThat(pauses.takeLongOnes()).contains("stood still for 12 ms: old");
    pauses.add(1, 12, "young");
    pauses.add(2, 30, "old");
    assertThat(pauses.takeLongOnes()).contains("stood still 3 times for 42 ms: old");
    assertThat(pauses.takeLongOnes()).isEmpty();
    assertThat(CollectorPauses.stopsTheProgram("G1 Concurrent GC")).isTrue();
    assertThat(CollectorPauses.stopsTheProgram("ZGC Major Cycles")).isFalse();
    assertThat(CollectorPauses.stopsTheProgram("ZGC Major Pauses")).isTrue();
  }

  @Test
  void shouldShowAnExecutorToAPanelAndLetItResize() throws Exception {
    WatchedThreadPool orders = watcher.executor("orders", pool);
    LinkAddress address = watcher.open(address());
    Heard heard = new Heard();
    try (LinkClient panel = LinkClient.connect(address, "panel", PATIENCE, heard)) {
      Source source = heard.sources.take().get(0);
      assertThat(source.name()).isEqualTo("orders");
      assertThat(source.kind()).isEqualTo(SourceKind.EXECUTOR);
      assertThat(source.handler()).hasValue("ThreadPoolExecutor");
      assertThat(source.capacity()).isEmpty();
      assertThat(source.capabilities().resourceSettings()).isFalse();
      orders.submit(() -> 1).get();
      Snapshot seen = heard.snapshots.take();
      while (seen.interval().waitTime().isEmpty()) {
        seen = heard.snapshots.take();
      }
      assertThat(seen.ledger().accepted()).isEqualTo(1);
      assertThat(seen.resource()).isEmpty();
      assertThat(seen.sinceReset().holdTime()).isEmpty();
      assertThat(panel.send("orders", new Command.ResizeWorkers(5)).get())
          .isInstanceOf(CommandOutcome.Accepted.class);
      assertThat(pool.getCorePoolSize()).isEqualTo(5);
      Change change = heard.changes.take();
      assertThat(change.who()).isEqualTo("panel");
      assertThat(change.to()).isEqualTo("5 workers");
      assertThat(panel.send("orders", new Command.ResizeWorkers(0)).get())
          .isInstanceOf(CommandOutcome.Refused.class);
      assertThat(panel.send("orders", new Command.FreezeResource(1)).get())
          .isInstanceOf(CommandOutcome.Refused.class);
      assertThat(panel.send("orders", new Command.ResetStatistics()).get())
          .isInstanceOf(CommandOutcome.Accepted.class);
      assertThat(watcher.find("orders").orElseThrow().snapshot().ledger().accepted()).isZero();
    }
  }

  @Test
  void shouldShowWhatComesLaterAndDropWhatHasEnded() throws Exception {
    Heard heard = new Heard();
    try (LinkClient panel = LinkClient.connect(watcher.open(address()), "panel", PATIENCE, heard)) {
      assertThat(panel.sources()).isEmpty();
      watcher.executor("orders", pool);
      List<Source> list = heard.sources.take();
      while (list.isEmpty()) {
        list = heard.sources.take();
      }
      assertThat(list).extracting(Source::name).containsExactly("orders");
      pool.shutdown();
      assertThat(heard.sources.take()).isEmpty();
      assertThat(watcher.watched()).isEmpty();
    }
  }

  @Test
  void shouldShowPipelinesBesideTheRest() throws Exception {
    try (Pipeline<String> early = Pipeline.start(settings("early"), (text, event) -> {});
        Pipeline<String> late = Pipeline.start(settings("late"), (text, event) -> {});
        Pipeline<String> again = Pipeline.start(settings("late"), (text, event) -> {})) {
      watcher.pipeline(early);
      LinkAddress address = watcher.open(address());
      watcher.pipeline(late);
      watcher.pipeline(again); // is logged
      try (LinkClient panel = LinkClient.connect(address, "panel", PATIENCE, new Heard())) {
        assertThat(panel.sources()).extracting(Source::name).containsExactly("early", "late");
      }
    }
  }

  private static PipelineSettings settings(String name) {
    return PipelineSettings.defaults().withName(name);
  }

  @Test
  void shouldTellPoolsOfOneNameApart() {
    watcher.executor("orders", pool);
    ThreadPoolExecutor other = copy();
    watcher.executor("orders", other);
    assertThat(watcher.watched())
        .extracting(it -> it.source().name())
        .containsExactly("orders", "orders 2");
    other.shutdown();
    assertThatThrownBy(() -> watcher.executor(" ", copy()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("blank");
  }

  private static ThreadPoolExecutor copy() {
    return new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
  }

  @Test
  void shouldOpenOneSocket() throws Exception {
    watcher.open(address());
    assertThatThrownBy(() -> watcher.open(address()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("open already, at " + address().path());
    watcher.close();
    assertThat(address().path()).doesNotExist();
    watcher.open(address());
    assertThat(address().path()).exists();
  }

  /** As two class loaders would have it: they know nothing of each other. */
  @Test
  void shouldSayThatAnotherHasTheSocket() throws Exception {
    watcher.open(address());
    try (Watcher other = new Watcher()) {
      assertThatThrownBy(() -> other.open(address()))
          .isInstanceOf(LinkException.class)
          .hasMessageContaining("already running on " + address().path());
    }
    assertThat(address().path()).exists();
  }

  @Test
  void shouldSayThatTheProgramsOwnSocketIsOpen() throws Exception {
    Watcher one = watcher;
    try (Watcher other = new Watcher()) {
      LinkAddress address = one.open();
      assertThat(address).isEqualTo(LinkAddresses.ofProcess(ProcessHandle.current().pid()));
      assertThatThrownBy(other::open)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another class loader's Weir");
      one.close();
      assertThat(other.open()).isEqualTo(address);
    }
  }

  @Test
  void shouldSayWhyAFolderWontDo() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> watcher.open(new LinkAddress.UnixSocket(file.resolve("a.sock"))))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("is not a folder");
    assertThat(pool.getRejectedExecutionHandler()).isNotNull();
  }

  @Test
  void shouldReplaceASocketThatWasLeftBehind() throws Exception {
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(address().path()));
    }
    assertThat(address().path()).exists();
    LinkAddress opened = watcher.open(address());
    try (LinkClient panel = LinkClient.connect(opened, "panel", PATIENCE, new Heard())) {
      assertThat(panel.server().pid()).isEqualTo(ProcessHandle.current().pid());
    }
  }

  @Test
  void shouldHaveAnMxBeanWithoutASocket() throws Exception {
    WatchedThreadPool orders = watcher.executor("orders, \"mine\"", pool);
    orders.submit(() -> 1).get();
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    ObjectName name =
        new ObjectName("weir:type=\"executor\",name=" + ObjectName.quote("orders, \"mine\""));
    while ((long) beans.getAttribute(name, "Completed") < 1) {
      Thread.sleep(1);
    }
    assertThat(beans.getAttribute(name, "Accepted")).isEqualTo(1L);
    assertThat(beans.getAttribute(name, "Capacity")).isNull();
    assertThat(beans.getAttribute(name, "RequestedWorkers")).isEqualTo(2);
    assertThat(beans.getAttribute(name, "OldestWaitingMicros")).isEqualTo(0L);
    CompositeData wait = (CompositeData) beans.getAttribute(name, "WaitTime");
    assertThat(wait.get("count")).isEqualTo(1L);
    beans.invoke(name, "resize", new Object[] {3}, new String[] {"int"});
    assertThat(pool.getCorePoolSize()).isEqualTo(3);
    beans.invoke(name, "reset", new Object[0], new String[0]);
    assertThat(beans.getAttribute(name, "Accepted")).isEqualTo(0L);
    for (var attribute : beans.getMBeanInfo(name).getAttributes()) {
      beans.getAttribute(name, attribute.getName());
    }
    watcher.close();
    assertThat(beans.isRegistered(name)).isFalse();
  }

  @Test
  void shouldHaveAnMxBeanWhereAnotherHasItsName() throws Exception {
    try (Watcher other = new Watcher()) {
      ThreadPoolExecutor its = copy();
      other.executor("orders", its);
      WatchedThreadPool orders = watcher.executor("orders", pool);
      assertThat(orders.submit(() -> 7).get()).isEqualTo(7);
      assertThat(
              ManagementFactory.getPlatformMBeanServer()
                  .isRegistered(new ObjectName("weir:type=\"executor\",name=\"orders\",copy=2")))
          .isTrue();
      its.shutdown();
    }
  }
}
