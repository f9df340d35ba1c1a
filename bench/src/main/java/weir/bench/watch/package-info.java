/** What it costs a program's executor to be watched. */
@NullMarked
package weir.bench.watch;

import org.jspecify.annotations.NullMarked;
