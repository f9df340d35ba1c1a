/** Small programs that use core, one idea each. */
@NullMarked
package weir.examples;

import org.jspecify.annotations.NullMarked;
