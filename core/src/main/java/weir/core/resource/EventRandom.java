package weir.core.resource;

/**
 * Random numbers that depend on nothing but a seed and an event's number, so that an event has the
 * same luck in every run and on any thread. The mixing function is that of SplitMix64 (Steele, Lea,
 * Flood 2014).
 */
final class EventRandom {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT = 0x1.0p-53;

  private final long seed;

  EventRandom(long seed) {
    this.seed = mix(seed + GOLDEN_GAMMA);
  }

  /**
   * A number that is evenly distributed above 0 and below 1.
   *
   * @param eventNumber whose
   * @param stream which of the event's numbers
   */
  double uniform(long eventNumber, int stream) {
    long bits = mix(mix(seed + eventNumber * GOLDEN_GAMMA) + (stream + 1) * GOLDEN_GAMMA);
    return ((bits >>> 11) + 0.5) * UNIT;
  }

  private static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
