package weir.desktop.model;

import java.util.Optional;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.ReplaySummary;

/**
 * The figures in the panel's row, all of one moment.
 *
 * @param ledger where every event is, since the last reset
 * @param throughput completions per second over the last second; NaN while unknown
 * @param resourceInUse callers inside the resource
 * @param meanResourceInUse the same, mean of the last eleven samples
 * @param latencies each clock since the last reset
 * @param arrivals mean response time of all that arrived; see {@link Arrivals}
 * @param serviceTimeNanos service time in force, in nanoseconds
 * @param replay what is replayed instead; empty unless the settings say so
 * @param overRange latencies above one hour since the last reset
 */
public record Figures(
    Ledger ledger,
    double throughput,
    int resourceInUse,
    double meanResourceInUse,
    Latencies<LatencySummary> latencies,
    Arrivals arrivals,
    long serviceTimeNanos,
    Optional<ReplaySummary> replay,
    long overRange) {}
