/** The command line's side of a running server's socket: connect, ask, and fail in a sentence. */
@NullMarked
package weir.http.client;

import org.jspecify.annotations.NullMarked;
