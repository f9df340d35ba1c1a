/** The command line: one class per subcommand, exit statuses and texts. */
@NullMarked
package weir.http.cli;

import org.jspecify.annotations.NullMarked;
