/** A Kafka broker in a process of its own. */
@NullMarked
package weir.broker;

import org.jspecify.annotations.NullMarked;
