/** What becomes of the faults of code that Weir calls and has not written. */
@NullMarked
package weir.core.fault;

import org.jspecify.annotations.NullMarked;
