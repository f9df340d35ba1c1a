package weir.bench.contender;

/**
 * What every contender is given alike.
 *
 * @param producers threads that publish
 * @param workers threads, or tasks at once, that handle
 * @param backlog bound of what waits: the size of the ring or queue
 * @param keys how many keys the events have; those that keep no order take no notice
 * @param handlers what handles the events
 */
public record ContenderSettings(
    int producers, int workers, int backlog, int keys, Handlers handlers) {

  /** The key of an event: from 0 to {@link #keys()} − 1, without a pattern. */
  int keyOf(long value) {
    long hash = value * 0x9E37_79B9_7F4A_7C15L;
    return (int) (((hash >>> Integer.SIZE) * keys) >>> Integer.SIZE);
  }
}
