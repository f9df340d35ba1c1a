package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import weir.core.theory.PredictionBands;
import weir.core.theory.PredictionBands.Band;

/**
 * What theory predicted, as charts draw it: each prediction at the time when it was made, beside
 * what came, and of the last one the line into the future. FX thread only.
 */
public final class Forecasts {

  /** How far a line may reach at most, and into how many parts it is divided. */
  static final double HORIZON_SECONDS = 3_600;

  static final int LINE_POINTS = 33;

  private static final int MOST = 3_600;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;

  /** Predictions are made once a second: further apart there was none in between. */
  private static final long GAP_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** Of a picture that follows the time, so much may lie ahead. */
  private static final long AHEAD_PARTS = 4;

  private record Made(long uptimeNanos, PredictionBands bands) {}

  private final ArrayDeque<Made> made = new ArrayDeque<>();

  Forecasts() {}

  void add(long uptimeNanos, PredictionBands bands) {
    if (made.size() >= MOST) {
      made.removeFirst();
    }
    made.addLast(new Made(uptimeNanos, bands));
  }

  void clear() {
    made.clear();
  }

  /**
   * The model of the last prediction.
   *
   * @return such as {@code M/M/c}; blank where there is none
   */
  public String modelName() {
    Made last = made.peekLast();
    return last == null ? "" : last.bands.modelName();
  }

  /**
   * The backlog as predicted.
   *
   * @return the points in the order of time; one without figures where the band is interrupted
   */
  public List<BandPoint> backlog() {
    return points(PredictionBands::backlog, 1);
  }

  /**
   * A latency as predicted.
   *
   * @param clock which one
   * @return the same in microseconds; nothing for a clock that theory says nothing of
   */
  public List<BandPoint> micros(LatencyClock clock) {
    return switch (clock) {
      case WAIT -> points(PredictionBands::waitSeconds, MICROS_PER_SECOND);
      case RESPONSE -> points(PredictionBands::responseSeconds, MICROS_PER_SECOND);
      default -> List.of();
    };
  }

  private List<BandPoint> points(Function<PredictionBands, Optional<Band>> part, double factor) {
    List<BandPoint> points = new ArrayList<>();
    long before = Long.MIN_VALUE;
    for (Made then : made) {
      Optional<Band> band = part.apply(then.bands);
      if (!points.isEmpty() && (band.isEmpty() || then.uptimeNanos - before > GAP_NANOS)) {
        points.add(new BandPoint(before + 1, Double.NaN, Double.NaN, Double.NaN));
      }
      if (band.isPresent()) {
        Band seen = band.get();
        points.add(
            new BandPoint(
                then.uptimeNanos, factor * seen.low(), factor * seen.mean(), factor * seen.high()));
      }
      before = then.uptimeNanos;
    }
    return points;
  }

  /**
   * How the backlog goes on: down to zero in a drain, up to a full ring where more comes than can
   * be done.
   *
   * @return the points from the last prediction on, without a band; none where the backlog settles
   */
  public List<BandPoint> line() {
    Made last = made.peekLast();
    return last == null
        ? List.of()
        : last.bands.backlogLine().stream()
            .map(
                point ->
                    new BandPoint(
                        last.uptimeNanos + Math.round(point.seconds() * NANOS_PER_SECOND),
                        Double.NaN,
                        point.backlog(),
                        Double.NaN))
            .toList();
  }

  /** How much of the time to come is worth showing in a picture so wide. */
  long aheadNanos(long nowNanos, long spanNanos) {
    Made last = made.peekLast();
    if (last == null || last.bands.backlogLine().isEmpty()) {
      return 0;
    }
    double end = last.bands.backlogLine().getLast().seconds() * NANOS_PER_SECOND;
    return Math.clamp(last.uptimeNanos + Math.round(end) - nowNanos, 0, spanNanos / AHEAD_PARTS);
  }
}
