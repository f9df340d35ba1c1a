/** Latency recorders, one per worker, and the intervals that are read from them. */
@NullMarked
package weir.core.latency;

import org.jspecify.annotations.NullMarked;
