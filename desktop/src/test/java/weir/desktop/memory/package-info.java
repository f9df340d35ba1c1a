/** Tests. */
@NullMarked
package weir.desktop.memory;

import org.jspecify.annotations.NullMarked;
