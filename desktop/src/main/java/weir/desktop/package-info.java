/** The control panel: client, model, view. */
@NullMarked
package weir.desktop;

import org.jspecify.annotations.NullMarked;
