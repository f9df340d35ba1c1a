/** Other JVMs of this user: which there are, and the agent in them. */
@NullMarked
package weir.http.jvm;

import org.jspecify.annotations.NullMarked;
