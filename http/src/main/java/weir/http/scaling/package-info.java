/** How throughput grows with workers: measured points, and the law that fits them. */
@NullMarked
package weir.http.scaling;

import org.jspecify.annotations.NullMarked;
