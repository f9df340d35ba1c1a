/** Benchmarks and side-by-side comparisons. */
@NullMarked
package weir.bench;

import org.jspecify.annotations.NullMarked;
