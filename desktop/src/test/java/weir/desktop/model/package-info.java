/** Tests. */
@NullMarked
package weir.desktop.model;

import org.jspecify.annotations.NullMarked;
