package weir.http.wire;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The header in which a client says when it meant to send: a request that was held up at the client
 * is charged with that delay. Microseconds since 1970 UTC, on the wall clock.
 */
public final class IntendedArrival {

  /** Name of the header. */
  public static final String HEADER = "Weir-Intended-Arrival";

  private static final long MOST_AHEAD_MICROS = 1_000_000;
  private static final long MOST_BEHIND_MICROS = 3_600_000_000L;

  private IntendedArrival() {}

  /**
   * Reads the header.
   *
   * @param text what stands in it
   * @param nowMicros the wall clock, in microseconds since 1970 UTC
   * @return how long ago the request should have arrived, in nanoseconds; not below 0
   * @throws IllegalArgumentException if it can't be used; the message says what to write
   */
  public static long agoNanos(String text, long nowMicros) {
    long intendedMicros;
    try {
      intendedMicros = Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "is no whole number: write microseconds since 1970 UTC, such as " + nowMicros, e);
    }
    long agoMicros = nowMicros - intendedMicros;
    if (intendedMicros < 0 || agoMicros > MOST_BEHIND_MICROS || agoMicros < -MOST_AHEAD_MICROS) {
      throw new IllegalArgumentException(
          "is not within the last hour: write microseconds since 1970 UTC, now "
              + nowMicros
              + ", and compare the clocks of the two machines");
    }
    return Math.max(0, agoMicros) * 1_000;
  }

  /**
   * The wall clock.
   *
   * @return microseconds since 1970 UTC
   */
  public static long wallClockMicros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}
