package weir.desktop.model;

import java.util.Optional;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;

/**
 * The figures in the panel's row, all of one moment. What the source does not have is empty.
 *
 * @param ledger where every event is, since the last reset
 * @param throughput completions per second over the last second; NaN while unknown
 * @param resource use of the resource
 * @param meanResourceInUse callers inside the resource, mean of the last eleven samples; NaN
 *     without a resource
 * @param latencies each clock since the last reset
 * @param arrivals mean response time of all that arrived; see {@link Arrivals}
 */
public record Figures(
    Ledger ledger,
    double throughput,
    Optional<ResourceUse> resource,
    double meanResourceInUse,
    Latencies<Optional<LatencySummary>> latencies,
    Optional<Arrivals> arrivals) {}
