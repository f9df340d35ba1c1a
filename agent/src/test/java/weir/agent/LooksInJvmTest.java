package weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.RingBuffer;
import io.netty.util.concurrent.EventExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerFigures;
import weir.core.link.Command.ResizeWorkers;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkListener;

/** What is seen without a hook, in a JVM of its own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LooksInJvmTest {

  private static final String RING = "OrderEvent";

  @TempDir Path folder;

  /** A client that keeps the newest of each source. */
  private static final class Client implements LinkListener, AutoCloseable {

    private final Map<String, Snapshot> newest = new ConcurrentHashMap<>();
    private final LinkClient link;

    Client(TargetJvm target) throws Exception {
      link =
          LinkClient.connect(
              new LinkAddress.UnixSocket(target.socket()), "test", Duration.ofSeconds(5), this);
    }

    @Override
    public void onSources(List<Source> sources) {}

    @Override
    public void onSnapshot(Snapshot snapshot) {
      newest.put(snapshot.source(), snapshot);
    }

    @Override
    public void onClosed(String reason) {}

    Snapshot await(String source, Predicate<Snapshot> wanted) throws InterruptedException {
      while (true) {
        Snapshot now = newest.get(source);
        if (now != null && wanted.test(now)) {
          return now;
        }
        Thread.sleep(5);
      }
    }

    Source source(String name) {
      return link.sources().stream()
          .filter(source -> source.name().equals(name))
          .findFirst()
          .orElseThrow();
    }

    CommandOutcome resize(String source, int workers) throws Exception {
      return link.send(source, new ResizeWorkers(workers)).get();
    }

    @Override
    public void close() {
      link.close();
    }
  }

  private static List<Path> disruptors() throws Exception {
    return List.of(
        jarOf(RingBuffer.class),
        Path.of(System.getProperty("weir.disruptor3Jar", "target/older-versions/disruptor.jar"))
            .toAbsolutePath());
  }

  private TargetJvm start(Path disruptor) throws Exception {
    return start(Rings.class, disruptor);
  }

  private TargetJvm start(Class<?> loaded, Path library) throws Exception {
    return new TargetJvm(
        folder, List.of(), LookedProgram.class, List.of(loaded.getName(), library.toString()));
  }

  private static Path jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @ParameterizedTest
  @MethodSource("disruptors")
  void shouldShowARingAndHowFarEachConsumerIs(Path disruptor) throws Exception {
    try (TargetJvm target = start(disruptor)) {
      assertThat(target.tell("")).startsWith("done ");
      try (Client client = new Client(target)) {
        client.await(RING, now -> now.ledger().accepted() == 0);
        Source ring = client.source(RING);
        assertThat(ring.kind()).isEqualTo(SourceKind.RING);
        assertThat(ring.capacity()).hasValue(64);
        assertThat(ring.handler()).contains("RingBuffer of OrderEvent");
        assertThat(ring.capabilities().workers()).isEmpty();

        target.ask("publish");
        Snapshot behind =
            client.await(RING, now -> workers(now).contains("replicate-1: 10 behind"));
        assertThat(workers(behind))
            .containsExactly("journal-1: 0 behind", "replicate-1: 10 behind");
        assertThat(behind.ledger()).isEqualTo(onlyPassed(10, 0));

        target.ask("pass");
        client.await(RING, now -> now.ledger().equals(onlyPassed(10, 10)));
        publishUntilOneIsTimed(target, client);
      }
      assertThat(target.tell("detach")).startsWith("done ");
      assertThat(target.ask("ours")).isEqualTo("0");
      assertThat(target.errors()).doesNotContain("failed", "Exception");
    }
  }

  private static List<String> workers(Snapshot snapshot) {
    return snapshot.workerFigures().orElse(List.of()).stream().map(WorkerFigures::thread).toList();
  }

  private static Ledger onlyPassed(long accepted, long passed) {
    return new Ledger(
        accepted, passed, OptionalLong.empty(), OptionalLong.empty(), accepted - passed, 0);
  }

  private static void publishUntilOneIsTimed(TargetJvm target, Client client) throws Exception {
    Optional<LatencySummary> response = Optional.empty();
    while (response.map(LatencySummary::count).orElse(0L) == 0) {
      // What comes first after a rest is not timed.
      target.ask("publish");
      client.await(RING, it -> it.ledger().backlog() == 10);
      target.ask("publish");
      client.await(RING, it -> it.ledger().backlog() == 20);
      target.ask("pass");
      target.ask("pass");
      Snapshot now = client.await(RING, it -> it.ledger().inPipeline() == 0);
      response = now.sinceReset().responseTime();
      assertThat(now.sinceReset().waitTime()).isEmpty();
      assertThat(now.hiccups()).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("disruptors")
  void shouldHoldNoClassLoaderWhoseRingWasShown(Path disruptor) throws Exception {
    try (TargetJvm target = start(disruptor)) {
      target.tell("");
      try (Client client = new Client(target)) {
        client.await(RING, any -> true);

        assertThat(target.ask("forget")).isEqualTo("forgotten");

        while (client.link.sources().stream().anyMatch(source -> source.name().equals(RING))) {
          Thread.sleep(20);
        }
      }
      target.tell("detach");
    }
  }

  @Test
  void shouldShowAForkJoinPoolAndUndoItsParallelism() throws Exception {
    try (TargetJvm target = start(disruptors().get(0))) {
      target.tell("control");
      target.ask("fork");
      try (Client client = new Client(target)) {
        Snapshot full =
            client.await(
                "ForkJoinPool-1",
                now -> now.ledger().backlog() == 3 && now.ledger().inFlight() <= 2);
        assertThat(full.workers().orElseThrow().requested()).isEqualTo(2);
        assertThat(full.workers().orElseThrow().effective()).isEqualTo(2);
        assertThat(full.sinceReset().toList()).allMatch(Optional::isEmpty);
        assertThat(client.source("ForkJoinPool-1").handler())
            .contains("ForkJoinPool, counts stolen tasks");

        assertThat(client.resize("ForkJoinPool-1", 4)).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(target.ask("parallelism")).isEqualTo("4");
        assertThat(client.resize("ForkJoinPool-1", 0)).isInstanceOf(CommandOutcome.Refused.class);

        target.ask("release");
        client.await("ForkJoinPool-1", now -> now.ledger().inPipeline() == 0);
        target.ask("fork");
        client.await("ForkJoinPool-1", now -> now.ledger().backlog() == 1);
        target.ask("release");
        client.await("ForkJoinPool-1", now -> now.ledger().completed() >= 8);
      }
      assertThat(target.tell("detach,undo")).isEqualTo("done 1 executor has its size again");
      assertThat(target.ask("parallelism")).isEqualTo("2");
    }
  }

  @Test
  void shouldShowWhatCarriesVirtualThreads() throws Exception {
    try (TargetJvm target = start(disruptors().get(0))) {
      target.tell("control");
      String before = target.ask("carriers");
      target.ask("virtual");
      try (Client client = new Client(target)) {
        Snapshot mounted =
            client.await(
                "virtual threads",
                now -> now.workers().orElseThrow().time().orElseThrow().busyNanos() > 0);
        assertThat(mounted.workers().orElseThrow().requested()).hasToString(before);
        assertThat(client.source("virtual threads").kind()).hasToString("scheduler");

        assertThat(client.resize("virtual threads", 3)).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(target.ask("carriers")).isEqualTo("3");
        target.ask("stop");
        client.await("virtual threads", now -> now.ledger().inPipeline() == 0);
      }
      target.tell("detach,undo");
      assertThat(target.ask("carriers")).isEqualTo(before);
    }
  }

  @Test
  void shouldShowHowMuchWaitsForEventLoops() throws Exception {
    try (TargetJvm target = start(Loops.class, jarOf(EventExecutor.class))) {
      target.tell("control");
      target.ask("publish");
      try (Client client = new Client(target)) {
        Snapshot waiting = client.await("loops-1", now -> now.ledger().backlog() == 8);
        assertThat(waiting.workers().orElseThrow().effective()).isEqualTo(2);
        assertThat(waiting.workers().orElseThrow().time()).as("nobody knows").isEmpty();
        assertThat(client.source("loops-1").kind()).hasToString("event loops");
        assertThat(client.source("loops-1").capabilities().workers()).isEmpty();

        target.ask("pass");
        client.await("loops-1", now -> now.ledger().equals(onlyPassed(8, 8)));
        assertThat(target.ask("forget")).isEqualTo("forgotten");
      }
      target.tell("detach");
    }
  }

  @Test
  void shouldOnlyWatchWithoutControl() throws Exception {
    try (TargetJvm target = start(disruptors().get(0))) {
      target.tell("");
      target.ask("fork");
      try (Client client = new Client(target)) {
        client.await("ForkJoinPool-1", any -> true);
        assertThat(client.source("ForkJoinPool-1").handler().orElseThrow())
            .endsWith(", only watched");
        assertThat(client.resize("ForkJoinPool-1", 4)).isInstanceOf(CommandOutcome.Refused.class);
        assertThat(target.ask("parallelism")).isEqualTo("2");
      }
      target.tell("detach");
      target.ask("release");
    }
  }
}
