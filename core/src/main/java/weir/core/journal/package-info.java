/** Accepted events on disk, until they have ended. */
@NullMarked
package weir.core.journal;

import org.jspecify.annotations.NullMarked;
