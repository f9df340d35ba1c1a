/** What came out of a comparison of servers, held against the goals. */
@NullMarked
package weir.bench.http.report;

import org.jspecify.annotations.NullMarked;
