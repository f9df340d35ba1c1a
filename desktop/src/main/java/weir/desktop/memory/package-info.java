/** What the panel remembers from one time to the next. Knows no JavaFX. */
@NullMarked
package weir.desktop.memory;

import org.jspecify.annotations.NullMarked;
