package weir.core.link;

/**
 * What stays the same for as long as a server runs.
 *
 * @param pid process id of the server
 * @param startedEpochMillis wall-clock time of its start, in milliseconds since 1970 UTC
 * @param ringSize slots in the ring buffer
 * @param maxWorkers upper limit of a resize
 * @param handlerName name of the handler that events go to
 */
public record ServerInfo(
    long pid, long startedEpochMillis, int ringSize, int maxWorkers, String handlerName) {}
