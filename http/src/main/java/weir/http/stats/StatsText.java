package weir.http.stats;

import java.util.Locale;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;

/** Writes snapshots as text for a terminal. */
public final class StatsText {

  private static final String ROW = "%-13s %10s %10s %10s %10s %10s %10s %10s%n";
  private static final String WATCH_ROW = "%9s %9s %7s %9s %9s %8s %7s %6s %8s %10s";

  private StatsText() {}

  /**
   * All figures of one snapshot.
   *
   * @param snapshot the figures
   * @return several lines, each with its line break
   */
  public static String full(Snapshot snapshot) {
    Ledger ledger = snapshot.ledger();
    Latencies<LatencySummary> latencies = snapshot.sinceReset();
    return String.format(
            Locale.ROOT,
            "accepted %d = completed %d + failed %d + backlog %d + in flight %d; rejected %d%n",
            ledger.accepted(),
            ledger.completed(),
            ledger.failed(),
            ledger.backlog(),
            ledger.inFlight(),
            ledger.rejected())
        + String.format(
            Locale.ROOT,
            "workers %d requested, %d effective; resource in use %d, waiting %d; %s%n%n",
            snapshot.workers().requested(),
            snapshot.workers().effective(),
            snapshot.resource().inUse(),
            snapshot.resource().waiting(),
            ReplayText.serviceTime(snapshot.resource()))
        + String.format(
            Locale.ROOT, ROW, "latency", "count", "mean", "p50", "p90", "p99", "p99.9", "max")
        + String.join("", Latencies.NAMES.zip(latencies, StatsText::row).toList())
        + row("hiccup", snapshot.hiccups());
  }

  /**
   * The heading over {@link #watchLine}s.
   *
   * @return one line, without its line break
   */
  public static String watchHeading() {
    return String.format(
        Locale.ROOT,
        WATCH_ROW,
        "accepted",
        "completed",
        "failed",
        "rejected",
        "backlog",
        "inflight",
        "workers",
        "in use",
        "ended/s",
        "resp. p99");
  }

  /**
   * One snapshot in one line.
   *
   * @param before the snapshot of the line before, for the throughput
   * @param now the snapshot to write
   * @return one line, without its line break
   */
  public static String watchLine(Snapshot before, Snapshot now) {
    Ledger ledger = now.ledger();
    double seconds = (now.uptimeNanos() - before.uptimeNanos()) / 1e9;
    boolean comparable = before.resets() == now.resets() && seconds > 0;
    String throughput =
        comparable
            ? String.format(
                Locale.ROOT, "%.1f", (double) (ledger.ended() - before.ledger().ended()) / seconds)
            : "–";
    return String.format(
        Locale.ROOT,
        WATCH_ROW,
        ledger.accepted(),
        ledger.completed(),
        ledger.failed(),
        ledger.rejected(),
        ledger.backlog(),
        ledger.inFlight(),
        now.workers().effective() + "/" + now.workers().requested(),
        now.resource().inUse(),
        throughput,
        micros((double) now.sinceReset().responseTime().p99Micros()));
  }

  private static String row(String name, LatencySummary summary) {
    return String.format(
        Locale.ROOT,
        ROW,
        name,
        summary.count(),
        micros(summary.meanMicros()),
        micros((double) summary.p50Micros()),
        micros((double) summary.p90Micros()),
        micros((double) summary.p99Micros()),
        micros((double) summary.p999Micros()),
        micros((double) summary.maxMicros()));
  }

  /**
   * A time for people.
   *
   * @param nanos nanoseconds, 0 or more
   * @return such as {@code 57 µs}
   */
  public static String time(long nanos) {
    return micros(nanos / 1_000.0);
  }

  static String micros(double micros) {
    if (micros >= 1e6) {
      return String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }
    return micros >= 1e3
        ? String.format(Locale.ROOT, "%.2f ms", micros / 1e3)
        : String.format(Locale.ROOT, "%.0f µs", micros);
  }
}
