/** Where log lines go, and in which form. */
@NullMarked
package weir.http.logging;

import org.jspecify.annotations.NullMarked;
