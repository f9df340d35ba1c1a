/** Tests. */
@NullMarked
package weir.desktop.client;

import org.jspecify.annotations.NullMarked;
