/** Servers that answer a constant, with nothing behind them. */
@NullMarked
package weir.bench.http.bare;

import org.jspecify.annotations.NullMarked;
