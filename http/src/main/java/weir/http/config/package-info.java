/**
 * What {@code weir serve} can be told, and where it is read from: flags, the environment, a file,
 * the defaults.
 */
@NullMarked
package weir.http.config;

import org.jspecify.annotations.NullMarked;
