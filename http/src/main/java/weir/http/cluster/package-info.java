/** A broker, servers and workers as processes of this machine, started and stopped together. */
@NullMarked
package weir.http.cluster;

import org.jspecify.annotations.NullMarked;
