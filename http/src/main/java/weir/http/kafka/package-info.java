/** Accepted events in a Kafka topic, and workers that are members of a share group. */
@NullMarked
package weir.http.kafka;

import org.jspecify.annotations.NullMarked;
