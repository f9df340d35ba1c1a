/** The agent: finds the executors of a running program, and shows them on the local socket. */
@NullMarked
package weir.agent;

import org.jspecify.annotations.NullMarked;
