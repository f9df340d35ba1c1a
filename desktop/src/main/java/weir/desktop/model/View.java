package weir.desktop.model;

import java.util.concurrent.TimeUnit;

/**
 * Which stretch of time charts show: one that stands, or the last seconds, which follow the time.
 * Every step from one to the next is here; none leaves what is known, or shows nothing.
 *
 * @param fromNanos start of one that stands, on the server's uptime; without meaning of one that
 *     follows
 * @param spanNanos its width
 * @param following whether it ends now
 */
public record View(long fromNanos, long spanNanos, boolean following) {

  private static final long LEAST_SPAN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long MOST_SPAN_NANOS = TimeUnit.HOURS.toNanos(12);

  /**
   * The time that there is.
   *
   * @param oldestNanos its start, on the server's uptime
   * @param nowNanos its end
   */
  public record Known(long oldestNanos, long nowNanos) {}

  /** One that follows. */
  static View following(long spanNanos) {
    return new View(0, Math.clamp(spanNanos, LEAST_SPAN_NANOS, MOST_SPAN_NANOS), true);
  }

  /** One over a stretch; it follows where that reaches beyond now. */
  static View over(long fromNanos, long toNanos, Known known) {
    long span = Math.clamp(toNanos - fromNanos, LEAST_SPAN_NANOS, MOST_SPAN_NANOS);
    long from = Math.max(Math.min(known.oldestNanos(), known.nowNanos() - span), fromNanos);
    return from + span >= known.nowNanos() ? following(span) : new View(from, span, false);
  }

  /**
   * The stretch.
   *
   * @param nowNanos the server's uptime
   * @return a young server's starts with it, and fills from the left
   */
  public TimeWindow window(long nowNanos) {
    long from = following ? Math.max(0, nowNanos - spanNanos) : fromNanos;
    return new TimeWindow(from, from + spanNanos);
  }

  /**
   * How long ago its right end is.
   *
   * @param nowNanos the server's uptime
   * @return nanoseconds; 0 of one that follows
   */
  public long behindNanos(long nowNanos) {
    return following ? 0 : Math.max(0, nowNanos - fromNanos - spanNanos);
  }

  /** Widens or narrows it; a moment stays where it is. */
  View zoomed(double factor, long aboutNanos, Known known) {
    TimeWindow window = window(known.nowNanos());
    double span =
        Math.clamp(
            window.spanNanos() * factor, (double) LEAST_SPAN_NANOS, (double) MOST_SPAN_NANOS);
    double left = (double) (aboutNanos - window.fromNanos()) / window.spanNanos();
    long from = aboutNanos - Math.round(left * span);
    return over(from, from + Math.round(span), known);
  }

  /** Moves it, later by more than nothing. */
  View moved(double spans, Known known) {
    if (following && spans >= 0) {
      return this;
    }
    TimeWindow window = window(known.nowNanos());
    long by = Math.round(spans * spanNanos);
    return over(window.fromNanos() + by, window.toNanos() + by, known);
  }

  /** As wide, about a moment. */
  View about(long nanos, Known known) {
    return over(nanos - spanNanos / 2, nanos - spanNanos / 2 + spanNanos, known);
  }

  /** As wide, at the start of all that is known. */
  View atStart(Known known) {
    return over(known.oldestNanos(), known.oldestNanos() + spanNanos, known);
  }

  /** As wide, and standing where it is. */
  View standing(Known known) {
    return new View(window(known.nowNanos()).fromNanos(), spanNanos, false);
  }
}
