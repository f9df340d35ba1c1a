package weir.core.resource;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands for what real handlers wait for, a database say: each use takes the service time.
 * Thread-safe; any number of callers can use it at once.
 */
public final class MockResource {

  /** Longest service time, so that a slip of the keyboard does not stop a worker for days. */
  public static final Duration MAX_SERVICE_TIME = Duration.ofHours(1);

  /** Callers inside {@link #use()}. Any caller adds and subtracts. */
  private final AtomicInteger inUse = new AtomicInteger();

  /** Written by whoever sets it, read once by each use. */
  private volatile long serviceTimeNanos;

  /**
   * Creates a resource.
   *
   * @param serviceTime see {@link #setServiceTime}
   */
  public MockResource(Duration serviceTime) {
    serviceTimeNanos = checkedNanos(serviceTime);
  }

  /**
   * Occupies the resource for the service time that is set when the use starts.
   *
   * @throws InterruptedException if the thread is interrupted meanwhile; the resource is free again
   */
  public void use() throws InterruptedException {
    inUse.incrementAndGet();
    try {
      sleepNanos(serviceTimeNanos);
    } finally {
      inUse.decrementAndGet();
    }
  }

  /** Parks to an absolute deadline, so that early returns do not add up. */
  private static void sleepNanos(long nanos) throws InterruptedException {
    long deadlineNanos = System.nanoTime() + nanos;
    long leftNanos = nanos;
    while (leftNanos > 0) {
      LockSupport.parkNanos(leftNanos);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while using the resource");
      }
      leftNanos = deadlineNanos - System.nanoTime();
    }
  }

  /**
   * Sets the service time of uses that start from now on.
   *
   * @param serviceTime from 0 to {@link #MAX_SERVICE_TIME}
   * @throws IllegalArgumentException if it is out of range; nothing changes
   */
  public void setServiceTime(Duration serviceTime) {
    serviceTimeNanos = checkedNanos(serviceTime);
  }

  /**
   * The service time in force.
   *
   * @return nanoseconds
   */
  public long serviceTimeNanos() {
    return serviceTimeNanos;
  }

  /**
   * Callers that are using the resource now.
   *
   * @return 0 or more
   */
  public int inUse() {
    return inUse.get();
  }

  /**
   * Checks a service time.
   *
   * @param serviceTime from 0 to {@link #MAX_SERVICE_TIME}
   * @throws IllegalArgumentException if it is out of range
   */
  public static void checkServiceTime(Duration serviceTime) {
    if (serviceTime.isNegative() || serviceTime.compareTo(MAX_SERVICE_TIME) > 0) {
      String given = serviceTime.toString().substring(2).toLowerCase(Locale.ROOT);
      throw new IllegalArgumentException(
          "service time must be from 0 to 1 hour, and " + given + " is not");
    }
  }

  private static long checkedNanos(Duration serviceTime) {
    checkServiceTime(serviceTime);
    return serviceTime.toNanos();
  }
}
