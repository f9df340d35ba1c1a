package weir.bench.run;

/** Says, with the count, whether each event was handled exactly once. */
final class Checksum {

  private Checksum() {}

  /** One event's part of the sum. */
  static long of(long value) {
    return (value ^ (value >>> 17)) * 0x9E3779B97F4A7C15L;
  }
}
