/** The server program: command line, configuration, HTTP routes. */
@NullMarked
package weir.http;

import org.jspecify.annotations.NullMarked;
