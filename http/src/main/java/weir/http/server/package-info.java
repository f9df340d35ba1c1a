/** The running server: the HTTP routes over one pipeline, its metrics and its graceful stop. */
@NullMarked
package weir.http.server;

import org.jspecify.annotations.NullMarked;
