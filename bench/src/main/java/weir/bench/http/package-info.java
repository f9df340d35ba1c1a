/** The comparison of servers: what is compared, what is measured of it, and what came out. */
@NullMarked
package weir.bench.http;

import org.jspecify.annotations.NullMarked;
