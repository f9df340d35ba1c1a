package weir.core.link;

/** Everything that crosses the local socket, in either direction. All messages are immutable. */
sealed interface Message permits ClientMessage, ServerMessage {}
