package weir.core.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How the mock resource behaves. Settings that exist are valid; a change is a new record, made from
 * the one in force.
 *
 * @param serviceTimeNanos mean service time, up to {@link #MAX_NANOS}
 * @param model how service times are distributed around it
 * @param seed the same seed gives each event the same service time and the same luck in every run
 * @param capacity uses at a time, further ones wait in order of arrival; 0 for no limit
 * @param acquireTimeoutNanos how long a use waits for its turn before it fails; 0 for not at all,
 *     {@link #WAITS} for as long as it takes
 * @param contention σ of the Universal Scalability Law: with N uses at once each takes 1 + σ(N−1) +
 *     κN(N−1) times as long
 * @param coherency κ of the same law
 * @param errorRate share of uses that fail at their end
 * @param timeoutNanos after how long a caller gives up, while the resource stays busy; 0 for never
 * @param pauseEveryNanos how often the resource pauses; 0 for never
 * @param pauseNanos how long a pause lasts; nothing starts or ends in it
 * @param warmUpNanos how long the resource is slow after these settings took effect
 * @param warmUpFactor how many times as long a use takes at the start of the warm-up
 */
public record ResourceSettings(
    long serviceTimeNanos,
    ServiceTimeModel model,
    long seed,
    int capacity,
    long acquireTimeoutNanos,
    double contention,
    double coherency,
    double errorRate,
    long timeoutNanos,
    long pauseEveryNanos,
    long pauseNanos,
    long warmUpNanos,
    double warmUpFactor) {

  /** Longest duration of each setting, one hour: a slip of the keyboard does not stop a worker. */
  public static final long MAX_NANOS = Duration.ofHours(1).toNanos();

  /** As {@link #acquireTimeoutNanos()}: wait for as long as it takes. */
  public static final long WAITS = -1;

  private static final int MAX_CAPACITY = 1_000_000;
  private static final double MAX_WARM_UP_FACTOR = 1_000;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range; the message says which and what to do
   */
  public ResourceSettings {
    checkNanos("service time", serviceTimeNanos);
    Range.check("capacity", capacity, 0, MAX_CAPACITY);
    if (acquireTimeoutNanos != WAITS) {
      checkNanos("acquire timeout", acquireTimeoutNanos);
    }
    Range.check("contention", contention, 0, 1);
    Range.check("coherency", coherency, 0, 1);
    Range.check("error rate", errorRate, 0, 1);
    checkNanos("resource timeout", timeoutNanos);
    checkNanos("time from pause to pause", pauseEveryNanos);
    checkNanos("pause", pauseNanos);
    if ((pauseEveryNanos > 0 || pauseNanos > 0) && pauseNanos >= pauseEveryNanos) {
      throw new IllegalArgumentException(
          "a pause must be shorter than the time from pause to pause: lengthen the latter, or"
              + " write none");
    }
    checkNanos("warm-up", warmUpNanos);
    Range.check("warm-up factor", warmUpFactor, 1, MAX_WARM_UP_FACTOR);
  }

  private static void checkNanos(String name, long nanos) {
    if (nanos < 0 || nanos > MAX_NANOS) {
      String given = Duration.ofNanos(nanos).toString().substring(2).toLowerCase(Locale.ROOT);
      throw new IllegalArgumentException(
          name + " must be from 0 to 1 hour, and " + given + " is not");
    }
  }

  /**
   * A resource that takes the same time for each use, whatever the load.
   *
   * @param serviceTime from 0 to one hour
   * @return its settings
   */
  public static ResourceSettings fixed(Duration serviceTime) {
    long nanos = TimeUnit.NANOSECONDS.convert(serviceTime);
    return new ResourceSettings(
        nanos, new ServiceTimeModel.Fixed(), 1, 0, WAITS, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  /**
   * These settings with another mean.
   *
   * @param nanos the new mean service time
   * @return the changed settings
   */
  public ResourceSettings withServiceTimeNanos(long nanos) {
    return new ResourceSettings(
        nanos,
        model,
        seed,
        capacity,
        acquireTimeoutNanos,
        contention,
        coherency,
        errorRate,
        timeoutNanos,
        pauseEveryNanos,
        pauseNanos,
        warmUpNanos,
        warmUpFactor);
  }
}
