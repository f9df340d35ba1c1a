package weir.http.kafka;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Times that are the same in all processes, and what they are on this process' own clock. Between
 * machines they are as wrong as the machines' clocks.
 */
final class WallClock {

  private WallClock() {}

  /** Microseconds since 1970 UTC. */
  static long micros() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  /** A time on the wall clock, on {@link System#nanoTime()}: at most now. */
  static long toNanoTime(long micros) {
    long agoMicros = Math.max(0, micros() - micros);
    return System.nanoTime() - Math.multiplyExact(Math.min(agoMicros, MOST_AGO_MICROS), 1_000L);
  }

  /** A time on {@link System#nanoTime()}, on the wall clock: at most now. */
  static long toMicros(long nanoTime, long nowNanos, long nowMicros) {
    return nowMicros - Math.max(0, nowNanos - nanoTime) / 1_000;
  }

  /** A hundred years, of which nanoseconds still are a long. */
  private static final long MOST_AGO_MICROS = 100L * 365 * 24 * 3_600 * 1_000_000;
}
