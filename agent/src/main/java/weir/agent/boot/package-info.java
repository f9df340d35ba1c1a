/** All of the agent that the program's class loaders can see. */
@NullMarked
package weir.agent.boot;

import org.jspecify.annotations.NullMarked;
