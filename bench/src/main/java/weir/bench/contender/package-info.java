/** The pools that are compared, behind one interface. */
@NullMarked
package weir.bench.contender;

import org.jspecify.annotations.NullMarked;
