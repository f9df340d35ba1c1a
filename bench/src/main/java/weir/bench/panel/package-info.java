/** What it costs to draw the panel, beside JavaFX's own charts. */
@NullMarked
package weir.bench.panel;

import org.jspecify.annotations.NullMarked;
