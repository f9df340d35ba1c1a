/** One fork: a contender in a JVM of its own, measured in the cells of one scenario. */
@NullMarked
package weir.bench.run;

import org.jspecify.annotations.NullMarked;
