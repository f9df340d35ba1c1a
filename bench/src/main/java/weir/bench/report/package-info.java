/** What came out of a comparison, as tables. */
@NullMarked
package weir.bench.report;

import org.jspecify.annotations.NullMarked;
