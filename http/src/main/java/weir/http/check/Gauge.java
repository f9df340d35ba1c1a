package weir.http.check;

import java.util.Locale;

/** A figure of moments, over some time. Between two moments it counts as it was at the first. */
final class Gauge {

  private long moments;
  private double last;
  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;
  private double weightedSum;
  private double weight;

  Gauge() {}

  /**
   * Takes a moment.
   *
   * @param value what it is now
   * @param sinceLastNanos time since the moment before
   */
  void add(double value, long sinceLastNanos) {
    if (moments > 0) {
      weightedSum += last * (double) sinceLastNanos;
      weight += (double) sinceLastNanos;
    }
    moments++;
    last = value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }

  Reading last() {
    return known(last);
  }

  Reading least() {
    return known(least);
  }

  Reading most() {
    return known(most);
  }

  Reading mean() {
    return known(weight == 0 ? last : weightedSum / weight);
  }

  private Reading known(double value) {
    return moments == 0
        ? new Reading.Unknown("this source does not have it")
        : new Reading.Known(value, String.format(Locale.ROOT, "%,d moments", moments));
  }
}
