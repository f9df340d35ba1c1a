/** The sampler, which turns the pipeline's figures into snapshots at a steady pace. */
@NullMarked
package weir.core.telemetry;

import org.jspecify.annotations.NullMarked;
