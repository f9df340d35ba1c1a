/** What the panel shows and what it can ask for: properties first, then commands; no view. */
@NullMarked
package weir.desktop.model;

import org.jspecify.annotations.NullMarked;
