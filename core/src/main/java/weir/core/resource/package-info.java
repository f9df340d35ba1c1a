/** The mock resource that events use: its service time and its concurrent use. */
@NullMarked
package weir.core.resource;

import org.jspecify.annotations.NullMarked;
