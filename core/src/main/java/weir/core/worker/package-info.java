/**
 * The elastic worker pool: competing consumers on a Disruptor ring whose number changes live, and
 * which never lose or repeat an event.
 */
@NullMarked
package weir.core.worker;

import org.jspecify.annotations.NullMarked;
