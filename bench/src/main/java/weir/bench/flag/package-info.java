/** What flags can name. */
@NullMarked
package weir.bench.flag;

import org.jspecify.annotations.NullMarked;
