package weir.core.link;

/**
 * Use of the mock resource.
 *
 * @param inUse callers inside the resource at the moment of the sample
 * @param serviceTimeNanos service time in force for the next call, in nanoseconds
 */
public record ResourceUse(int inUse, long serviceTimeNanos) {}
