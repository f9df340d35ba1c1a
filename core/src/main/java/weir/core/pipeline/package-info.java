/** The whole pipeline in one piece: put together, started, drained and closed in order. */
@NullMarked
package weir.core.pipeline;

import org.jspecify.annotations.NullMarked;
