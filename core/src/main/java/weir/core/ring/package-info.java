/** The ring's slots, and publishing to it: what is accepted, what is refused, and when it ends. */
@NullMarked
package weir.core.ring;

import org.jspecify.annotations.NullMarked;
