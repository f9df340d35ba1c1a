/**
 * jcstress tests of the shipped classes. They stand in the package of those classes to reach what
 * is not public.
 */
@NullMarked
package weir.core.worker;

import org.jspecify.annotations.NullMarked;
