/** How Weir makes files. */
@NullMarked
package weir.core.files;

import org.jspecify.annotations.NullMarked;
