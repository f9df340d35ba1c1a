package weir.bench.contender;

/**
 * What every contender is given alike.
 *
 * @param producers threads that publish
 * @param workers threads, or tasks at once, that handle
 * @param backlog bound of what waits: the size of the ring or queue
 * @param handlers what handles the events
 */
public record ContenderSettings(int producers, int workers, int backlog, Handlers handlers) {}
