/** Predictions of queueing theory: pure functions, in seconds and events per second. */
@NullMarked
package weir.core.theory;

import org.jspecify.annotations.NullMarked;
