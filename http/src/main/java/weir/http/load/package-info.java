/** The load generator: when to send, sending, and what to make of the answers. */
@NullMarked
package weir.http.load;

import org.jspecify.annotations.NullMarked;
