/** Instruments of Weir's pools and pipelines, for OpenTelemetry. */
@NullMarked
package weir.opentelemetry;

import org.jspecify.annotations.NullMarked;
