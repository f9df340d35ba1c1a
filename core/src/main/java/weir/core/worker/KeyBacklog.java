package weir.core.worker;

/**
 * The events of an ordered pool that have left the ring and wait because another event of their key
 * is being handled, or because nobody has come to them yet. They are part of {@link
 * PoolCounts#backlog()}.
 *
 * @param events that wait behind any key
 * @param hottestKey the key with most of them; 0 if none waits
 * @param hottestEvents how many wait behind that key
 * @param limit how many can wait in all: once there are as many, nothing is claimed from the ring
 */
public record KeyBacklog(long events, long hottestKey, long hottestEvents, long limit) {}
