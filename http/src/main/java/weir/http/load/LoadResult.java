package weir.http.load;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.LatencyRange;

/**
 * What came of a load. Confined to the thread that runs it, then handed over.
 *
 * <p>Latencies are in microseconds; one above an hour counts as an hour, and is counted.
 */
public final class LoadResult {

  /** How a request ended. */
  public enum Outcome {
    /** 2xx. */
    OK,
    /** 503: the ring is full, or the server stops. */
    REJECTED,
    /** Any other status. */
    OTHER_STATUS,
    /** The connection failed before the answer was there. */
    CONNECTION_ERROR,
    /** No answer in time. */
    NO_ANSWER,
    /** It was time, and no connection was free until it was too late. */
    NOT_SENT
  }

  private final Histogram fromIntended = LatencyRange.newHistogram();
  private final Histogram fromSend = LatencyRange.newHistogram();
  private final Histogram sendDelay = LatencyRange.newHistogram();
  private final Histogram ownLateness = LatencyRange.newHistogram();
  private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
  private @Nullable LoadLog log;
  private boolean logIsWhole = true;
  private long overRange;
  private long lateWithFreeConnection;
  private long tookNanos;
  private long offeredNanos;
  private double cpuShare;

  LoadResult() {}

  /** Has what follows recorded in a log as well. */
  void recordTo(LoadLog newLog) {
    log = newLog;
  }

  void logged(boolean whole) {
    logIsWhole = whole;
  }

  void answered(Outcome outcome, long intendedNanos, long sentNanos, long nowNanos) {
    outcomes.merge(outcome, 1L, Long::sum);
    long fromIntendedMicros = micros(nowNanos - intendedNanos);
    long fromSendMicros = micros(nowNanos - sentNanos);
    fromIntended.recordValue(fromIntendedMicros);
    fromSend.recordValue(fromSendMicros);
    if (log != null) {
      log.answered(fromIntendedMicros, fromSendMicros);
    }
  }

  void failed(Outcome outcome) {
    outcomes.merge(outcome, 1L, Long::sum);
  }

  void sent(long intendedNanos, long sentNanos, boolean waitedForConnection) {
    long delayMicros = micros(sentNanos - intendedNanos);
    sendDelay.recordValue(delayMicros);
    if (log != null) {
      log.sent(delayMicros);
    }
    if (!waitedForConnection) {
      ownLateness.recordValue(delayMicros);
    }
    if (!waitedForConnection && sentNanos - intendedNanos > 1_000_000) {
      lateWithFreeConnection++;
    }
  }

  private long micros(long nanos) {
    long micros = Math.max(0, nanos) / 1_000;
    if (micros <= LatencyRange.MAX_MICROS) {
      return micros;
    }
    overRange++;
    return LatencyRange.MAX_MICROS;
  }

  void finish(long newTookNanos, long newOfferedNanos, double newCpuShare) {
    tookNanos = newTookNanos;
    offeredNanos = newOfferedNanos;
    cpuShare = newCpuShare;
  }

  /**
   * From the intended arrival to the answer.
   *
   * @return what users felt; read only
   */
  public Histogram fromIntended() {
    return fromIntended;
  }

  /**
   * From sending to the answer.
   *
   * @return what a closed-loop client says; read only
   */
  public Histogram fromSend() {
    return fromSend;
  }

  /**
   * From the intended arrival to sending.
   *
   * @return what the requests waited for at the client; read only
   */
  public Histogram sendDelay() {
    return sendDelay;
  }

  /**
   * The same of the requests that did not wait for a connection: how late the generator itself was.
   *
   * @return a part of {@link #sendDelay()}; read only
   */
  public Histogram ownLateness() {
    return ownLateness;
  }

  /**
   * Requests by how they ended.
   *
   * @param outcome which
   * @return how many
   */
  public long count(Outcome outcome) {
    return outcomes.getOrDefault(outcome, 0L);
  }

  /**
   * Requests that ended, one way or another.
   *
   * @return the sum over all outcomes
   */
  public long total() {
    return outcomes.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Requests without an answer: no time of theirs is in the histograms.
   *
   * @return how many
   */
  public long withoutAnswer() {
    return count(Outcome.CONNECTION_ERROR) + count(Outcome.NO_ANSWER) + count(Outcome.NOT_SENT);
  }

  /**
   * Whether the log of the load, if one was asked for, holds everything.
   *
   * @return false if some of it could not be written, which was logged
   */
  public boolean logIsWhole() {
    return logIsWhole;
  }

  /**
   * Values above an hour.
   *
   * @return how many were counted as an hour
   */
  public long overRange() {
    return overRange;
  }

  /**
   * Requests sent more than a millisecond late although a connection was free: the generator's own
   * fault.
   *
   * @return how many
   */
  public long lateByItself() {
    return lateWithFreeConnection;
  }

  /**
   * Time from the end of the warm-up to the last answer.
   *
   * @return nanoseconds
   */
  public long tookNanos() {
    return tookNanos;
  }

  /**
   * Time from the end of the warm-up to the end that was meant: all requests over it are the rate
   * that was offered.
   *
   * @return nanoseconds; 0 for a single burst
   */
  public long offeredNanos() {
    return offeredNanos;
  }

  /**
   * How much of one core the generator used.
   *
   * @return 1 for a whole core
   */
  public double cpuShare() {
    return cpuShare;
  }
}
