package weir.core.resource;

import weir.core.settings.ResourceSettings;
import weir.core.settings.ServiceTimeModel;

/** The service time of each event, before contention and warm-up. Thread-safe and immutable. */
@FunctionalInterface
interface ServiceTimes {

  /**
   * The service time of an event: the same at each call.
   *
   * @param eventNumber 0 or more
   * @return nanoseconds
   */
  double nanos(long eventNumber);

  /** Follows the settings of a model that is no replay. */
  static ServiceTimes of(ResourceSettings settings) {
    double mean = settings.serviceTimeNanos();
    ServiceTimeModel model = settings.distribution();
    EventRandom random = new EventRandom(settings.seed());
    if (model instanceof ServiceTimeModel.Exponential) {
      return event -> -mean * Math.log(random.uniform(event, 0));
    }
    if (model instanceof ServiceTimeModel.LogNormal logNormal) {
      double variance = Math.log1p(logNormal.scv());
      double deviation = Math.sqrt(variance);
      return event -> mean * Math.exp(deviation * gaussian(random, event) - variance / 2);
    }
    if (model instanceof ServiceTimeModel.Bimodal bimodal) {
      double share = bimodal.longShare();
      double gap = mean * Math.sqrt(bimodal.scv() / (share * (1 - share)));
      double shorter = mean - share * gap;
      return event -> random.uniform(event, 0) < share ? shorter + gap : shorter;
    }
    if (model instanceof ServiceTimeModel.BoundedPareto pareto) {
      double index = pareto.tailIndex();
      double cut = 1 - Math.pow(pareto.ratio(), -index);
      double least = mean / meanOfUnitPareto(index, pareto.ratio());
      return event -> least * Math.pow(1 - random.uniform(event, 0) * cut, -1 / index);
    }
    return event -> mean;
  }

  /** Box and Muller's transformation. */
  private static double gaussian(EventRandom random, long event) {
    return Math.sqrt(-2 * Math.log(random.uniform(event, 0)))
        * Math.cos(2 * Math.PI * random.uniform(event, 1));
  }

  /** Mean of a bounded Pareto distribution from 1 to the ratio. */
  private static double meanOfUnitPareto(double index, double ratio) {
    double cut = 1 - Math.pow(ratio, -index);
    return index == 1
        ? Math.log(ratio) / cut
        : index / (index - 1) * (1 - Math.pow(ratio, 1 - index)) / cut;
  }
}
