/** Weir's core: the ring, the elastic pool, the measuring and the local-socket protocol. */
@NullMarked
package weir.core;

import org.jspecify.annotations.NullMarked;
