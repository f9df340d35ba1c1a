/** What it costs to look at a pipeline: its sampler, a client that reads every snapshot, a log. */
@NullMarked
package weir.bench.telemetry;

import org.jspecify.annotations.NullMarked;
