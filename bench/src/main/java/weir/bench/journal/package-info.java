/** What it costs to keep events on disk. */
@NullMarked
package weir.bench.journal;

import org.jspecify.annotations.NullMarked;
