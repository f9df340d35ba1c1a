/**
 * A scheduler that runs the shipped classes one step at a time, in orders of its choice. What it
 * runs is rewritten as it is loaded; production code knows nothing of it.
 */
@NullMarked
package weir.core.controlled;

import org.jspecify.annotations.NullMarked;
