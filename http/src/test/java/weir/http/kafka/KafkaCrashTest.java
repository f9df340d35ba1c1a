package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Ledger;
import weir.core.pipeline.Journal;
import weir.core.pipeline.PayloadFormat;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;

/**
 * Whatever dies: what was accepted is handled, at least once, and the books are true afterwards.
 */
@Tag("kafka")
@Timeout(120)
class KafkaCrashTest {

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void endAll() throws InterruptedException {
    for (Process process : processes) {
      Signals.send("CONT", process);
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private Process worker(KafkaSettings settings, Path file) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-Dslf4j.internal.verbosity=WARN",
                "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
                "-cp",
                System.getProperty("java.class.path"),
                NotingWorker.class.getName(),
                settings.bootstrap(),
                settings.topic(),
                settings.group(),
                file.toString(),
                "2")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    processes.add(process);
    assertThat(process.inputReader().readLine()).isEqualTo("works with 2");
    return process;
  }

  @Test
  void shouldHandleAllThatWasAcceptedWhateverDies(@TempDir Path folder) throws Exception {
    BrokerProcess broker = BrokerProcess.shared();
    KafkaSettings settings = broker.settings("whateverDies").withLock(Duration.ofSeconds(2));
    Set<Integer> accepted = ConcurrentHashMap.newKeySet();
    AtomicInteger unknown = new AtomicInteger();
    AtomicInteger offered = new AtomicInteger();
    AtomicBoolean goOn = new AtomicBoolean(true);
    try (Pipeline<byte[]> server =
        Pipeline.start(
            PipelineSettings.defaults(),
            "server",
            context -> (payload, event) -> {},
            KafkaJournal.opener(settings, PayloadFormat.BYTES))) {
      // Its own workers note nothing: it only accepts.
      server.resizeTo(0);
      Path notes = folder.resolve("notes");
      Process first = worker(settings, notes);
      Process second = worker(settings, notes);
      Thread publisher =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (goOn.get()) {
                      int number = offered.getAndIncrement();
                      server.publish(
                          Integer.toString(number).getBytes(StandardCharsets.UTF_8),
                          Journal.ON_ACCEPTANCE,
                          outcome -> {
                            if (outcome == PublishOutcome.ACCEPTED) {
                              accepted.add(number);
                            } else if (outcome == PublishOutcome.UNKNOWN) {
                              unknown.incrementAndGet();
                            }
                          });
                      LockSupport.parkNanos(8_000_000);
                    }
                  });
      TimeUnit.SECONDS.sleep(2);
      first.destroyForcibly();
      first.waitFor();
      Process third = worker(settings, notes);
      // Its locks run out, and its acknowledgements come too late.
      Signals.send("STOP", second);
      TimeUnit.SECONDS.sleep(4);
      Signals.send("CONT", second);
      broker.killHard();
      TimeUnit.SECONDS.sleep(1);
      broker.restart();
      TimeUnit.SECONDS.sleep(3);
      third.destroyForcibly();
      goOn.set(false);
      publisher.join();
      awaitAll(server, accepted, notes);

      List<String> handled = Files.readAllLines(notes);
      Set<String> once = new HashSet<>(handled);
      int duplicates = handled.size() - once.size();
      Ledger ledger = server.totals();
      System.out.printf(
          "offered %d, accepted %d, unknown %d, handled %d, twice %d; %s; %s%n",
          offered.get(),
          accepted.size(),
          unknown.get(),
          once.size(),
          duplicates,
          ledger,
          server.journal().orElseThrow());
      assertThat(once).containsAll(accepted.stream().map(number -> "" + number).toList());
      assertThat(ledger.isClosed()).isTrue();
      assertThat(ledger.backlog()).isZero();
      assertThat(ledger.accepted())
          .isBetween((long) accepted.size(), (long) accepted.size() + unknown.get());
      assertThat(once.size()).isLessThanOrEqualTo((int) ledger.accepted());
    }
  }

  private static void awaitAll(Pipeline<?> server, Set<Integer> accepted, Path notes)
      throws Exception {
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!server.journal().orElseThrow().settled()
        || server.totals().backlog() > 0
        || Files.readAllLines(notes).size() < accepted.size()) {
      assertThat(System.nanoTime())
          .as("%s, %s", server.totals(), server.journal())
          .isLessThan(deadlineNanos);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
