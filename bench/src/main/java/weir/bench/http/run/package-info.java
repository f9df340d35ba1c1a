/** The course of a comparison of servers. */
@NullMarked
package weir.bench.http.run;

import org.jspecify.annotations.NullMarked;
