/** The statistics document that {@code GET /stats} and {@code weir stats --json} share. */
@NullMarked
package weir.http.stats;

import org.jspecify.annotations.NullMarked;
