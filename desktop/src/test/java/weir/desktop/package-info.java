/** Tests. */
@NullMarked
package weir.desktop;

import org.jspecify.annotations.NullMarked;
