/** Tests. */
@NullMarked
package weir.desktop.export;

import org.jspecify.annotations.NullMarked;
