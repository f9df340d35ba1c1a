/** The part of the lab that you write yourself. */
@NullMarked
package yourself;

import org.jspecify.annotations.NullMarked;
