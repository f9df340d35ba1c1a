package weir.bench.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import weir.bench.http.HttpContender;
import weir.bench.http.Route;
import weir.bench.http.process.Ab;
import weir.bench.http.process.AbResult;
import weir.bench.http.process.RunFault;
import weir.bench.http.process.ServerProcess;
import weir.bench.http.process.Servers;
import weir.bench.http.process.Wrk;
import weir.bench.report.Spread;
import weir.core.journal.JournalException;
import weir.core.journal.SyncPolicy;

/** A comparison of ways to keep events: neighbours in time take short turns. */
public final class KeepingRun {

  /**
   * How often each server is asked by ab in a round: many and short, as the median of three still
   * differed by a third between rounds.
   */
  public static final int REPETITIONS = 8;

  /** How often the journal and bare forces take turns in a round. */
  public static final int TURNS = 7;

  private static final List<Keeping> SERVED =
      List.of(Keeping.MEMORY, Keeping.OS, Keeping.INTERVAL, Keeping.ALWAYS);

  private static final int COLD_REQUESTS = 65_000;
  private static final int HOT_REQUESTS = 20_000;
  private static final int WRK_SECONDS = 3;
  private static final long LOOP_MILLIS = 2_000;

  private final int rounds;
  private final Servers servers;
  private final Ab ab;
  private final Optional<Wrk> wrk;
  private final Path folder;
  private final KeepingReport report;

  /**
   * Says what to measure with.
   *
   * @param rounds each with fresh processes
   * @param servers starts them
   * @param ab sends requests
   * @param wrk sends as well; empty where it is not installed
   * @param folder on the disk that is measured; emptied by the caller
   * @param report gets the figures
   */
  public KeepingRun(
      int rounds, Servers servers, Ab ab, Optional<Wrk> wrk, Path folder, KeepingReport report) {
    this.rounds = rounds;
    this.servers = servers;
    this.ab = ab;
    this.wrk = wrk;
    this.folder = folder;
    this.report = report;
  }

  /**
   * Measures all rounds.
   *
   * @throws RunFault if a server does not do what it should
   * @throws IOException if a file can't be read or written
   * @throws JournalException if a journal can't be used
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void measure() throws RunFault, IOException, JournalException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      System.out.printf(Locale.ROOT, "Round %d of %d%n", round, rounds);
      serve(round);
      append(round);
      recover(round);
    }
  }

  private void serve(int round) throws RunFault, IOException, InterruptedException {
    SequencedMap<Keeping, ServerProcess> running = new LinkedHashMap<>();
    List<Keeping> order = round % 2 == 1 ? SERVED : SERVED.reversed();
    try {
      for (Keeping keeping : order) {
        HttpContender contender = keeping.server();
        if (contender != null) {
          ServerProcess server = servers.start(contender);
          running.put(keeping, server);
          ab.run(server, Route.EVENTS, COLD_REQUESTS);
          server.settle();
        }
      }
      Map<Keeping, List<AbResult>> results = new EnumMap<>(Keeping.class);
      Map<Keeping, Duration> cpu = new EnumMap<>(Keeping.class);
      for (int repetition = 0; repetition < REPETITIONS; repetition++) {
        // There and back: each is as often before its neighbour as behind it.
        for (Map.Entry<Keeping, ServerProcess> of :
            (repetition % 2 == 0 ? running : running.reversed()).sequencedEntrySet()) {
          Keeping keeping = of.getKey();
          ServerProcess server = of.getValue();
          Duration before = server.cpuTime();
          results
              .computeIfAbsent(keeping, absent -> new ArrayList<>())
              .add(ab.run(server, Route.EVENTS, HOT_REQUESTS));
          cpu.merge(keeping, server.cpuTime().minus(before), Duration::plus);
          server.settle();
        }
      }
      for (Map.Entry<Keeping, List<AbResult>> of : results.entrySet()) {
        List<AbResult> all = of.getValue();
        report.add(
            round,
            of.getKey(),
            KeepingMeasure.AB,
            Spread.of(all.stream().map(AbResult::requestsPerSecond).toList()).median());
        report.add(
            round,
            of.getKey(),
            KeepingMeasure.P99,
            Spread.of(all.stream().map(AbResult::p99Millis).toList()).median());
        report.add(
            round,
            of.getKey(),
            KeepingMeasure.CPU,
            cpu.getOrDefault(of.getKey(), Duration.ZERO).toNanos()
                / 1e3
                / (REPETITIONS * HOT_REQUESTS));
      }
      if (wrk.isPresent()) {
        for (Map.Entry<Keeping, ServerProcess> of : running.entrySet()) {
          report.add(
              round,
              of.getKey(),
              KeepingMeasure.WRK,
              wrk.get().run(of.getValue(), Route.EVENTS, WRK_SECONDS).requestsPerSecond());
        }
      }
    } finally {
      for (ServerProcess server : running.values()) {
        server.end();
      }
    }
  }

  private void append(int round) throws IOException, JournalException, InterruptedException {
    for (Keeping keeping : List.of(Keeping.OS, Keeping.INTERVAL)) {
      SyncPolicy policy = SyncPolicy.parse(keeping.policy());
      report.add(
          round,
          keeping,
          KeepingMeasure.APPENDED,
          AppendLoop.journal(journalFolder(), policy, LOOP_MILLIS).eventsPerSecond());
    }
    AppendLoop.Pair pair = AppendLoop.pair(journalFolder(), folder.resolve("bare-" + round), TURNS);
    add(round, Keeping.ALWAYS, pair.journal());
    add(round, Keeping.BARE, pair.bare());
  }

  private Path journalFolder() throws IOException {
    return Files.createTempDirectory(folder, "append");
  }

  private void add(int round, Keeping keeping, AppendLoop.Outcome outcome) {
    report.add(round, keeping, KeepingMeasure.APPENDED, outcome.eventsPerSecond());
    report.add(round, keeping, KeepingMeasure.GROUP, outcome.group());
    report.add(round, keeping, KeepingMeasure.FORCE, outcome.forceMillis());
  }

  private void recover(int round) throws IOException, JournalException, InterruptedException {
    Path journal = Files.createTempDirectory(folder, "recovery");
    report.add(round, Keeping.OS, KeepingMeasure.BYTES, RecoveryRun.fill(journal));
    report.add(round, Keeping.OS, KeepingMeasure.RECOVERY, RecoveryRun.recover(journal));
  }
}
