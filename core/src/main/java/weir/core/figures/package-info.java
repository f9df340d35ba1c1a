/**
 * What is said: the sources that a server shows, their snapshots, and the ledger, the workers, the
 * latencies and the histograms in them. Immutable, but for {@link weir.core.figures.IntervalSum}.
 */
@NullMarked
package weir.core.figures;

import org.jspecify.annotations.NullMarked;
