package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.JournalFigures;
import weir.core.figures.Snapshot;

/**
 * Two servers and two processes with workers, as a user starts them, and clients that remember what
 * was answered with 202: each is handled at least once, whatever dies; twice only what whoever died
 * was at; and the figures say so.
 */
@Tag("kafka")
@Timeout(240)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process can't be frozen")
class KafkaProcessesTest {

  /** Locks are short, so that a process can be frozen for longer. */
  private static final String SHORT_LOCKS = "group.share.record.lock.duration.ms=2000";

  @TempDir Path folder;

  private final List<WeirProcess> all = new ArrayList<>();
  private String name = "";
  private BrokerProcess broker;
  private KafkaSettings settings;
  private WeirProcess oneServer;
  private WeirProcess otherServer;
  private WeirProcess oneWorker;
  private RememberingClients clients = new RememberingClients();

  @BeforeEach
  void startAll(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    broker = BrokerProcess.start(folder.resolve("broker"), SHORT_LOCKS);
    settings = broker.settings("t");
    WeirProcess.offerHandler(folder);
    int onePort = BrokerProcess.freePort();
    oneServer = server("one-server", onePort);
    int otherPort = BrokerProcess.freePort();
    otherServer = server("other-server", otherPort);
    oneWorker = started("one-worker", "worker");
    started("other-worker", "worker");
    String one = "http://127.0.0.1:" + onePort;
    String other = "http://127.0.0.1:" + otherPort;
    clients = new RememberingClients(one, one, one, other, other, other);
    TimeUnit.SECONDS.sleep(2);
  }

  private WeirProcess server(String called, int port) throws IOException {
    return started(
        called,
        "serve",
        "--journal",
        "kafka",
        "--port",
        Integer.toString(port),
        "--rehearsal",
        "0ms");
  }

  private WeirProcess started(String called, String kind, String... flags) throws IOException {
    List<String> more = new ArrayList<>(List.of("--workers", "2"));
    more.addAll(List.of(flags));
    WeirProcess process =
        WeirProcess.start(folder, called, kind, settings, more.toArray(String[]::new));
    all.add(process);
    return process;
  }

  @AfterEach
  void endAll() throws Exception {
    for (WeirProcess process : all) {
      process.signal("CONT");
      process.killHard();
    }
    clients.stop();
    broker.killHard();
  }

  @Test
  void shouldLoseNothingWhenAServerIsKilled() throws Exception {
    long killed = oneServer.pid();
    oneServer.killHard();
    TimeUnit.SECONDS.sleep(3);

    Outcome outcome = settle();

    assertThat(outcome.handledTwiceWithout(Set.of(killed))).isEmpty();
  }

  @Test
  void shouldLoseNothingWhenWorkersAreFrozen() throws Exception {
    long frozen = oneWorker.pid();
    oneWorker.signal("STOP");
    TimeUnit.SECONDS.sleep(10);
    oneWorker.signal("CONT");
    TimeUnit.SECONDS.sleep(1);

    Outcome outcome = settle();

    assertThat(outcome.handledTwiceWithout(Set.of(frozen))).isEmpty();
    if (!outcome.twice().isEmpty()) {
      // The broker's answer is read when the worker next asks for events.
      long deadlineNanos = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (!journal(oneWorker).trouble().orElse("").contains("handled again")) {
        assertThat(System.nanoTime()).as("%s is told", outcome.twice()).isLessThan(deadlineNanos);
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  @Test
  void shouldHandleEachOnceWhileAllAreRestartedInTurn() throws Exception {
    List<String> said = new ArrayList<>();
    for (WeirProcess process : all) {
      said.add(process.stop());
      process.restart();
      TimeUnit.SECONDS.sleep(1);
    }

    Outcome outcome = settle();

    assertThat(outcome.twice()).isEmpty();
    assertThat(clients.unknown()).isEmpty();
    System.out.println(String.join("\n", said));
    assertThat(said).allMatch(line -> line.startsWith("stopped") || line.startsWith("drained"));
  }

  @Test
  void shouldLoseNothingWhenTheBrokerIsKilled() throws Exception {
    broker.killHard();
    TimeUnit.SECONDS.sleep(1);
    broker.restart();
    TimeUnit.SECONDS.sleep(3);

    Outcome outcome = settle();

    // Each client has one request under way when the broker dies.
    assertThat(clients.unknown()).hasSizeLessThanOrEqualTo(6);
    // Each worker has one event, as they take longer than a fetch, and may not have told of
    // another.
    assertThat(outcome.twice()).hasSizeLessThanOrEqualTo(8 * 2);
  }

  /** What is to be seen when nothing moves any more. */
  private record Outcome(Map<String, List<Long>> handledBy) {

    Map<String, List<Long>> twice() {
      Map<String, List<Long>> twice = new TreeMap<>(handledBy);
      twice.values().removeIf(processes -> processes.size() < 2);
      return twice;
    }

    Map<String, List<Long>> handledTwiceWithout(Set<Long> processes) {
      Map<String, List<Long>> twice = twice();
      twice.values().removeIf(by -> by.stream().anyMatch(processes::contains));
      return twice;
    }
  }

  /** Ends the load, waits until all is handled, and holds the books against what was noted. */
  private Outcome settle() throws Exception {
    clients.stop();
    List<WeirProcess> living = all.stream().filter(WeirProcess::isAlive).toList();
    Snapshot books = awaitSettled();
    Outcome outcome = new Outcome(notes());
    long redelivered = 0;
    for (WeirProcess process : living) {
      redelivered += journal(process).redelivered();
    }
    long written = topicEnd();
    System.out.printf(
        "%s: accepted %d, unknown %d, refused %d; in the topic %d, handled %d, twice %d,"
            + " redelivered %d; %s; %s%n",
        name,
        clients.accepted().size(),
        clients.unknown().size(),
        clients.refused(),
        written,
        outcome.handledBy().size(),
        outcome.twice().size(),
        redelivered,
        books.ledger(),
        books.journal().orElseThrow());

    assertThat(outcome.handledBy().keySet()).containsAll(clients.accepted());
    Set<String> possible = new HashSet<>(clients.accepted());
    possible.addAll(clients.unknown());
    assertThat(possible).containsAll(outcome.handledBy().keySet());
    assertThat(written).isEqualTo(outcome.handledBy().size());
    assertThat(books.ledger().isClosed()).isTrue();
    assertThat(books.ledger().failed()).hasValue(0);
    assertThat((long) outcome.twice().size()).isLessThanOrEqualTo(redelivered);
    return outcome;
  }

  private Snapshot awaitSettled() throws Exception {
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(90).toNanos();
    while (true) {
      Snapshot books = otherServer.snapshot();
      if (books.journal().orElseThrow().settled() && books.ledger().inPipeline() == 0) {
        return books;
      }
      assertThat(System.nanoTime()).as(books.toString()).isLessThan(deadlineNanos);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private static JournalFigures journal(WeirProcess process) throws Exception {
    return process.snapshot().journal().orElseThrow();
  }

  private Map<String, List<Long>> notes() throws IOException {
    Map<String, List<Long>> handledBy = new TreeMap<>();
    for (String line : Files.readAllLines(folder.resolve("notes"))) {
      int space = line.indexOf(' ');
      handledBy
          .computeIfAbsent(line.substring(0, space), number -> new ArrayList<>())
          .add(Long.parseLong(line.substring(space + 1)));
    }
    return handledBy;
  }

  private long topicEnd() throws Exception {
    TopicPartition partition = new TopicPartition(settings.topic(), 0);
    try (Admin admin = broker.admin()) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }
}
