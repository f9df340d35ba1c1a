/**
 * Shows what a program has already: its executors, its rings, its pools. See {@link
 * weir.core.watch.Watch}.
 */
@NullMarked
package weir.core.watch;

import org.jspecify.annotations.NullMarked;
