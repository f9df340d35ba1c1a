package weir.core.theory;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import weir.core.theory.Prediction.Model;

/**
 * A prediction as charts over time can draw it. Bands hold from now on for as long as nothing
 * changes; a line says how the backlog moves.
 *
 * @param modelName the model, such as {@code M/M/c}; blank where there is no prediction
 * @param backlog events that wait
 * @param waitSeconds wait times
 * @param responseSeconds response times
 * @param backlogLine how the backlog grows or drains, from now on; empty where it is as it stays
 */
public record PredictionBands(
    String modelName,
    Optional<Band> backlog,
    Optional<Band> waitSeconds,
    Optional<Band> responseSeconds,
    List<LinePoint> backlogLine) {

  /** What the ends of a band are. */
  public enum Kind {
    /** The 10 % and 90 % quantiles of the settled queue, exactly. */
    QUANTILES,
    /**
     * The same with a tail that is taken for exponential, each moved outwards by the error of the
     * model, at least a quarter.
     */
    APPROXIMATE,
    /** No spread is known: both ends are the mean. */
    MEAN
  }

  /**
   * A band.
   *
   * @param low its lower end
   * @param mean in it, though the mean of a skew distribution may be above the upper end
   * @param high its upper end
   * @param kind what the ends are
   */
  public record Band(double low, double mean, double high, Kind kind) {}

  /**
   * A point of a line.
   *
   * @param seconds from now
   * @param backlog events that wait then
   */
  public record LinePoint(double seconds, double backlog) {}

  private static final double LOW = 0.1;
  private static final double HIGH = 0.9;

  /** A steady queue has more than this once in ten thousand looks. */
  private static final double RARE = 0.9999;

  /** Keeps the line from changing. */
  public PredictionBands {
    backlogLine = List.copyOf(backlogLine);
  }

  /**
   * Draws a prediction.
   *
   * @param prediction what theory says
   * @param measured what it was made of
   * @param horizonSeconds where a line ends at the latest, above 0
   * @param points of a line, 2 or more: a straight one bends on a logarithmic axis
   * @return what to draw
   */
  public static PredictionBands of(
      Prediction prediction, Measurement measured, double horizonSeconds, int points) {
    Check.positive(horizonSeconds, "the horizon");
    Check.atLeast(2, points, "points of a line");
    Observation seen = measured.seen();
    double backlog = (double) seen.population().backlog();
    double service = seen.services().meanSeconds();
    if (prediction instanceof Prediction.Steady steady) {
      return steady(steady, measured, horizonSeconds, points);
    }
    if (prediction instanceof Prediction.Closed closed) {
      double response = closed.meanResponseSeconds();
      return new PredictionBands(
          Model.CLOSED.notation(),
          mean((double) Math.max(0, closed.clients() - seen.workers())),
          mean(Math.max(0, response - service)),
          mean(response),
          List.of());
    }
    if (prediction instanceof Prediction.Draining) {
      double perSecond = -seen.workers() / service;
      return line(Model.DRAIN, backlog, perSecond, backlog / -perSecond, horizonSeconds, points);
    }
    if (prediction instanceof Prediction.Overloaded overloaded) {
      double perSecond = seen.arrivals().perSecond() - seen.workers() / service;
      return line(
          Model.M_M_C_K, backlog, perSecond, overloaded.ringFullSeconds(), horizonSeconds, points);
    }
    return new PredictionBands("", Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }

  private static PredictionBands line(
      Model model, double from, double perSecond, double end, double horizon, int points) {
    return new PredictionBands(
        model.notation(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        linePoints(from, perSecond, Math.min(end, horizon), points));
  }

  private static List<LinePoint> linePoints(
      double from, double perSecond, double last, int points) {
    return IntStream.range(0, points)
        .mapToDouble(place -> last * place / (points - 1))
        .mapToObj(seconds -> new LinePoint(seconds, Math.max(0, from + perSecond * seconds)))
        .toList();
  }

  /**
   * How a backlog falls that no steady queue of these arrivals would have: such as after a burst,
   * by as much as can be done more than comes, until the queue is as it will stay.
   */
  private static List<LinePoint> backToSteady(
      Prediction.Steady steady, Observation seen, double most, double horizon, int points) {
    double backlog = (double) seen.population().backlog();
    double perSecond = seen.arrivals().perSecond() - seen.workers() / seen.services().meanSeconds();
    if (backlog <= most + seen.workers() || perSecond >= 0) {
      return List.of();
    }
    double seconds = (backlog - steady.meanBacklog()) / -perSecond;
    return linePoints(backlog, perSecond, Math.min(seconds, horizon), points);
  }

  private static Optional<Band> mean(double value) {
    return Optional.of(new Band(value, value, value, Kind.MEAN));
  }

  private static PredictionBands steady(
      Prediction.Steady steady, Measurement measured, double horizonSeconds, int points) {
    double rate = measured.seen().arrivals().perSecond();
    double service = measured.seen().services().meanSeconds();
    int workers = measured.seen().workers();
    boolean exact = steady.model() == Model.M_M_C;
    double error = exact ? 0 : Math.max(steady.relativeError(), WaitTail.RELATIVE_ERROR);
    Kind kind = exact ? Kind.QUANTILES : Kind.APPROXIMATE;
    WaitTail tail = new WaitTail(Erlang.c(workers, rate * service), steady.meanWaitSeconds());
    return new PredictionBands(
        steady.model().notation(),
        Optional.of(
            band(
                (double) tail.backlogQuantile(LOW, rate),
                steady.meanBacklog(),
                (double) tail.backlogQuantile(HIGH, rate),
                error,
                kind)),
        Optional.of(
            band(
                tail.quantileSeconds(LOW),
                steady.meanWaitSeconds(),
                tail.quantileSeconds(HIGH),
                error,
                kind)),
        response(steady, measured, tail, error),
        backToSteady(
            steady,
            measured.seen(),
            (1 + error) * tail.backlogQuantile(RARE, rate),
            horizonSeconds,
            points));
  }

  private static Optional<Band> response(
      Prediction.Steady steady, Measurement measured, WaitTail tail, double error) {
    double service = measured.seen().services().meanSeconds();
    if (steady.model() == Model.M_M_C) {
      MmcQueue queue =
          new MmcQueue(measured.seen().arrivals().perSecond(), service, measured.seen().workers());
      return Optional.of(
          band(
              queue.responseQuantileSeconds(LOW),
              steady.meanResponseSeconds(),
              queue.responseQuantileSeconds(HIGH),
              0,
              Kind.QUANTILES));
    }
    ServiceTimes times =
        steady.model() == Model.M_D_C ? ServiceTimes.fixed(service) : measured.serviceTimes();
    return times.isKnown()
        ? Optional.of(
            band(
                tail.responseQuantileSeconds(LOW, times),
                steady.meanResponseSeconds(),
                tail.responseQuantileSeconds(HIGH, times),
                error,
                Kind.APPROXIMATE))
        : Optional.empty();
  }

  private static Band band(double low, double mean, double high, double error, Kind kind) {
    return new Band(low * (1 - error), mean, high * (1 + error), kind);
  }
}
