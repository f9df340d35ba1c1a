/**
 * What is said: snapshots of a running pipeline, and the ledger, the workers, the latencies and the
 * histograms in them. Immutable, but for {@link weir.core.figures.IntervalSum}.
 */
@NullMarked
package weir.core.figures;

import org.jspecify.annotations.NullMarked;
