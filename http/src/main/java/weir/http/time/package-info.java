/** Waiting for a bounded time. */
@NullMarked
package weir.http.time;

import org.jspecify.annotations.NullMarked;
