/** The panel's end of the local socket: a connection that keeps itself up. Knows no JavaFX. */
@NullMarked
package weir.desktop.client;

import org.jspecify.annotations.NullMarked;
