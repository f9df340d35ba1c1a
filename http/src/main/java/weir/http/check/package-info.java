/** Conditions on a source's figures over some time, for {@code weir check}. */
@NullMarked
package weir.http.check;

import org.jspecify.annotations.NullMarked;
