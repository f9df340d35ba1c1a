/** What client and server of the HTTP endpoint agree on. */
@NullMarked
package weir.http.wire;

import org.jspecify.annotations.NullMarked;
