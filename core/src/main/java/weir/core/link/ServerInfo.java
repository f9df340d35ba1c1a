package weir.core.link;

/**
 * What stays the same for as long as a server runs.
 *
 * @param pid process id of the server
 * @param startedEpochMillis wall-clock time of its start, in milliseconds since 1970 UTC
 * @param ringSize slots in the ring buffer
 * @param maxWorkers upper limit of a resize
 * @param handlerName name of the handler that events go to
 * @param timingFloorNanos how late sleeps end on the server's machine, at the median, in
 *     nanoseconds: service times of about that and below mean nothing
 */
public record ServerInfo(
    long pid,
    long startedEpochMillis,
    int ringSize,
    int maxWorkers,
    String handlerName,
    long timingFloorNanos) {}
