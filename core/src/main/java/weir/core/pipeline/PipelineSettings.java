package weir.core.pipeline;

import java.time.Duration;
import weir.core.figures.Source;
import weir.core.ring.FullRingPolicy;
import weir.core.settings.ResourceSettings;

/**
 * How a pipeline starts. Every constructor checks, so that settings that exist are valid.
 *
 * @param ringSize slots in the ring: a power of two, at most {@link #MAX_RING_SIZE}
 * @param workers workers at the start, from 1 to {@code maxWorkers}
 * @param maxWorkers upper limit of a resize, from 1 to {@link #MAX_MAX_WORKERS}
 * @param resource how the mock resource behaves
 * @param fullRing what publishers do when the ring is full
 * @param mode how the handler is run
 * @param name what the pipeline is called among the sources of a server, in thread names, metrics
 *     and flight recordings; see {@link Source#name()}
 */
public record PipelineSettings(
    int ringSize,
    int workers,
    int maxWorkers,
    ResourceSettings resource,
    FullRingPolicy fullRing,
    ExecutionMode mode,
    String name) {

  /** Name unless another is chosen. */
  public static final String DEFAULT_NAME = "weir";

  /** Largest ring: 4 Mi slots. */
  public static final int MAX_RING_SIZE = 1 << 22;

  /** Largest number of workers: each has latency recorders of 1.2 MB. */
  public static final int MAX_MAX_WORKERS = 256;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range; the message says which and what to do
   */
  public PipelineSettings {
    if (ringSize < 1 || ringSize > MAX_RING_SIZE || Integer.bitCount(ringSize) != 1) {
      throw new IllegalArgumentException(
          "ring size must be a power of two from 1 to "
              + MAX_RING_SIZE
              + ", and "
              + ringSize
              + " is not: try "
              + nearestRingSize(ringSize));
    }
    if (maxWorkers < 1 || maxWorkers > MAX_MAX_WORKERS) {
      throw new IllegalArgumentException(
          "max workers must be from 1 to " + MAX_MAX_WORKERS + ", and " + maxWorkers + " is not");
    }
    if (workers < 1 || workers > maxWorkers) {
      throw new IllegalArgumentException(
          "workers must be from 1 to "
              + maxWorkers
              + " (the limit is max workers), and "
              + workers
              + " is not");
    }
    Source.checkName(name);
  }

  /**
   * The settings of the exercise: one worker at 500 ms.
   *
   * @return a ring of 16,384 slots, 1 of at most 64 workers, 500 ms
   */
  public static PipelineSettings defaults() {
    return new PipelineSettings(
        1 << 14,
        1,
        64,
        ResourceSettings.DEFAULTS,
        new FullRingPolicy.Reject(),
        ExecutionMode.WORKERS,
        DEFAULT_NAME);
  }

  /**
   * These settings with another ring.
   *
   * @param newRingSize see {@link #ringSize()}
   * @return new settings
   */
  public PipelineSettings withRingSize(int newRingSize) {
    return new PipelineSettings(newRingSize, workers, maxWorkers, resource, fullRing, mode, name);
  }

  /**
   * These settings with other workers.
   *
   * @param newWorkers see {@link #workers()}
   * @param newMaxWorkers see {@link #maxWorkers()}
   * @return new settings
   */
  public PipelineSettings withWorkers(int newWorkers, int newMaxWorkers) {
    return new PipelineSettings(
        ringSize, newWorkers, newMaxWorkers, resource, fullRing, mode, name);
  }

  /**
   * These settings with another service time.
   *
   * @param newServiceTime mean service time of the resource, from 0 to one hour
   * @return new settings
   */
  public PipelineSettings withServiceTime(Duration newServiceTime) {
    long nanos = ResourceSettings.fixed(newServiceTime).serviceTimeNanos();
    return withResource(resource.withServiceTimeNanos(nanos));
  }

  /**
   * These settings with another resource.
   *
   * @param newResource see {@link #resource()}
   * @return new settings
   */
  public PipelineSettings withResource(ResourceSettings newResource) {
    return new PipelineSettings(ringSize, workers, maxWorkers, newResource, fullRing, mode, name);
  }

  /**
   * These settings with another policy.
   *
   * @param newFullRing see {@link #fullRing()}
   * @return new settings
   */
  public PipelineSettings withFullRing(FullRingPolicy newFullRing) {
    return new PipelineSettings(ringSize, workers, maxWorkers, resource, newFullRing, mode, name);
  }

  /**
   * These settings with another mode.
   *
   * @param newMode see {@link #mode()}
   * @return new settings
   */
  public PipelineSettings withMode(ExecutionMode newMode) {
    return new PipelineSettings(ringSize, workers, maxWorkers, resource, fullRing, newMode, name);
  }

  /**
   * These settings with another name.
   *
   * @param newName see {@link #name()}
   * @return new settings
   */
  public PipelineSettings withName(String newName) {
    return new PipelineSettings(ringSize, workers, maxWorkers, resource, fullRing, mode, newName);
  }

  private static int nearestRingSize(int wanted) {
    if (wanted < 1) {
      return 1;
    }
    return Math.min(MAX_RING_SIZE, wanted > 1 << 30 ? MAX_RING_SIZE : nextPowerOfTwo(wanted));
  }

  private static int nextPowerOfTwo(int value) {
    return value == 1 ? 1 : Integer.highestOneBit(value - 1) << 1;
  }
}
