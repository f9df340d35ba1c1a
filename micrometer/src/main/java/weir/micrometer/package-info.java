/** Meters of Weir's pools and pipelines, for Micrometer. */
@NullMarked
package weir.micrometer;

import org.jspecify.annotations.NullMarked;
