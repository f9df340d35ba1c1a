/** What the controlled scheduler lets the shipped classes do, and what must hold. */
@NullMarked
package weir.core.worker.plans;

import org.jspecify.annotations.NullMarked;
