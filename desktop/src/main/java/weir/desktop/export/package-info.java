/** What the panel writes into files for other tools. */
@NullMarked
package weir.desktop.export;

import org.jspecify.annotations.NullMarked;
