package weir.bench.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import weir.bench.report.MeasuredGoal;
import weir.bench.report.RoundReport;

/** What it costs to keep events, held against the goals. Confined to one thread. */
public final class KeepingReport {

  private static final double OF_MEMORY = 0.9;
  private static final double OF_BARE_FORCES = 0.8;
  private static final double RECOVERY_SECONDS = 5;

  /** Of the payload, and beside it. */
  private static final double SHARE_OF_PAYLOAD = 1.2;

  private static final double BYTES_BESIDE_PAYLOAD = 32;

  private final RoundReport<Keeping, KeepingMeasure> report =
      new RoundReport<>(
          "What it costs to keep events",
          "kept in",
          Arrays.asList(Keeping.values()),
          Arrays.asList(KeepingMeasure.values()));

  /** Starts without any figure. */
  public KeepingReport() {}

  /**
   * Takes a figure in, and says it.
   *
   * @param round from 1
   * @param keeping what of
   * @param measure what was measured
   * @param value in its unit
   */
  public void add(int round, Keeping keeping, KeepingMeasure measure, double value) {
    System.out.println(RoundReport.line(round, keeping, measure, value));
    report.add(round, keeping, measure, value);
  }

  /**
   * Writes a Markdown and a CSV file.
   *
   * @param folder made if it is missing
   * @param name of the files, without ending
   * @param conditions under which was measured, a line each
   * @return the Markdown file
   * @throws IOException if a file can't be written
   */
  public Path write(Path folder, String name, List<String> conditions) throws IOException {
    return report.write(folder, name, conditions, goals());
  }

  private List<MeasuredGoal> goals() {
    return List.of(
        MeasuredGoal.atLeast(
            "os: GET /events by ab, × memory",
            report.ratio(Keeping.OS, Keeping.MEMORY, KeepingMeasure.AB),
            OF_MEMORY),
        MeasuredGoal.atLeast(
            "os: GET /events by wrk, × memory",
            report.ratio(Keeping.OS, Keeping.MEMORY, KeepingMeasure.WRK),
            OF_MEMORY),
        MeasuredGoal.atLeast(
            "always: events/s in one process, × bare forces of the same groups",
            report.ratio(Keeping.ALWAYS, Keeping.BARE, KeepingMeasure.APPENDED),
            OF_BARE_FORCES),
        MeasuredGoal.atMost(
            KeepingMeasure.RECOVERY.label(),
            report.spread(Keeping.OS, KeepingMeasure.RECOVERY),
            RECOVERY_SECONDS),
        MeasuredGoal.atMost(
            KeepingMeasure.BYTES.label(),
            report.spread(Keeping.OS, KeepingMeasure.BYTES),
            SHARE_OF_PAYLOAD * RecoveryRun.PAYLOAD_BYTES + BYTES_BESIDE_PAYLOAD));
  }
}
