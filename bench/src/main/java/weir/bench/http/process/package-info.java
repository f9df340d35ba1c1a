/** The processes of a comparison: servers and load generators, and what they report. */
@NullMarked
package weir.bench.http.process;

import org.jspecify.annotations.NullMarked;
