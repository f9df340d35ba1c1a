package weir.core.watch;

/**
 * The size of a pool of threads as it is set.
 *
 * @param core threads that it keeps, or starts before any task waits
 * @param most threads that it has at most
 */
public record PoolSize(int core, int most) {}
