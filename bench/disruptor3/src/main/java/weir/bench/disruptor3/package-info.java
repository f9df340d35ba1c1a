/** What only Disruptor 3 has, behind JDK types. */
@NullMarked
package weir.bench.disruptor3;

import org.jspecify.annotations.NullMarked;
