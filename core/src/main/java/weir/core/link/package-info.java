/**
 * The local-socket protocol: sealed message records, their codec, the server that publishes
 * snapshots and executes commands, and the client that a control panel or command line uses.
 */
@NullMarked
package weir.core.link;

import org.jspecify.annotations.NullMarked;
