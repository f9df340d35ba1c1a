package weir.core.watch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is watched, for JMX. Counts are since the last reset; times are of tasks that ended since
 * then, in microseconds. What the source does not have is null.
 */
public interface SourceMXBean {

  /**
   * What panels call it.
   *
   * @return the name
   */
  String getName();

  /**
   * What sort of thing it is.
   *
   * @return a word, such as executor
   */
  String getKind();

  /**
   * Tasks taken in.
   *
   * @return count
   */
  long getAccepted();

  /**
   * Tasks that returned.
   *
   * @return count
   */
  long getCompleted();

  /**
   * Tasks that threw, or whose future has ended exceptionally, or that were taken out before they
   * started.
   *
   * @return count
   */
  @Nullable Long getFailed();

  /**
   * Tasks that were refused.
   *
   * @return count
   */
  @Nullable Long getRejected();

  /**
   * Tasks that wait.
   *
   * @return count
   */
  long getBacklog();

  /**
   * Tasks under way.
   *
   * @return count
   */
  long getInFlight();

  /**
   * Age of the oldest that waits.
   *
   * @return microseconds; 0 if none does
   */
  @Nullable Long getOldestWaitingMicros();

  /**
   * Workers asked for.
   *
   * @return count
   */
  @Nullable Integer getRequestedWorkers();

  /**
   * Workers there are.
   *
   * @return count
   */
  @Nullable Integer getEffectiveWorkers();

  /**
   * Time that workers have spent on tasks since the start, whatever was reset.
   *
   * @return microseconds; utilisation over any span is the quotient of its rise and that of {@link
   *     #getWorkerMicros()}
   */
  @Nullable Long getBusyMicros();

  /**
   * Time that there were workers since the start, all of them together.
   *
   * @return microseconds
   */
  @Nullable Long getWorkerMicros();

  /**
   * Uses of the mock resource that are under way.
   *
   * @return count
   */
  @Nullable Integer getResourceInUse();

  /**
   * Callers that wait for the mock resource.
   *
   * @return count
   */
  @Nullable Integer getResourceWaiting();

  /**
   * Tasks that may wait at most.
   *
   * @return count; null if there is no bound
   */
  @Nullable Integer getCapacity();

  /**
   * Consumers of a ring, or what keeps a pool from growing: what there is to say beside the
   * figures.
   *
   * @return sentences; none if there is nothing to say
   */
  List<String> getRemarks();

  /**
   * Waits, by percentile.
   *
   * @return the figures
   */
  @Nullable LatencyFigures getWaitTime();

  /**
   * Waits for the resource, by percentile.
   *
   * @return the figures
   */
  @Nullable LatencyFigures getResourceWaitTime();

  /**
   * How long the resource was held, by percentile.
   *
   * @return the figures
   */
  @Nullable LatencyFigures getHoldTime();

  /**
   * Service times, by percentile.
   *
   * @return the figures
   */
  @Nullable LatencyFigures getServiceTime();

  /**
   * Response times, by percentile.
   *
   * @return the figures
   */
  @Nullable LatencyFigures getResponseTime();

  /**
   * What the machine itself took, by percentile.
   *
   * @return the figures
   */
  @Nullable LatencyFigures getHiccupTime();

  /**
   * Sets the number of workers.
   *
   * @param workers the new target
   * @throws IllegalArgumentException if it can't be set; the message says why
   */
  void resize(int workers);

  /** Starts counts and times afresh. */
  void reset();
}
