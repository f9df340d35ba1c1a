/** Tests. */
@NullMarked
package weir.desktop.view;

import org.jspecify.annotations.NullMarked;
