package weir.desktop.model;

import java.util.function.DoubleUnaryOperator;
import weir.core.settings.ServiceTimeModel;

/** Distribution functions of service times: the share of them that is up to so long. */
final class ModelledShare {

  private ModelledShare() {}

  /** Of a model that is no replay, in the unit of its mean. */
  static DoubleUnaryOperator of(ServiceTimeModel model, double mean) {
    return switch (model) {
      case ServiceTimeModel.Fixed fixed -> time -> time >= mean ? 1 : 0;
      case ServiceTimeModel.Exponential exponential ->
          time -> time <= 0 ? 0 : -Math.expm1(-time / mean);
      case ServiceTimeModel.LogNormal logNormal -> logNormal(logNormal, mean);
      case ServiceTimeModel.Bimodal bimodal -> bimodal(bimodal, mean);
      case ServiceTimeModel.BoundedPareto pareto -> pareto(pareto, mean);
      case ServiceTimeModel.Replay replay ->
          throw new IllegalArgumentException("a replay has no model: it is its file");
    };
  }

  private static DoubleUnaryOperator logNormal(ServiceTimeModel.LogNormal model, double mean) {
    double variance = Math.log1p(model.scv());
    double location = Math.log(mean) - variance / 2;
    double deviation = Math.sqrt(variance);
    return time -> time <= 0 ? 0 : normal((Math.log(time) - location) / deviation);
  }

  private static DoubleUnaryOperator bimodal(ServiceTimeModel.Bimodal model, double mean) {
    double share = model.longShare();
    double gap = mean * Math.sqrt(model.scv() / (share * (1 - share)));
    double shorter = mean - share * gap;
    return time -> time >= shorter + gap ? 1 : time >= shorter ? 1 - share : 0;
  }

  private static DoubleUnaryOperator pareto(ServiceTimeModel.BoundedPareto model, double mean) {
    double index = model.tailIndex();
    double cut = 1 - Math.pow(model.ratio(), -index);
    double unitMean =
        index == 1
            ? Math.log(model.ratio()) / cut
            : index / (index - 1) * (1 - Math.pow(model.ratio(), 1 - index)) / cut;
    double least = mean / unitMean;
    return time ->
        time <= least
            ? 0
            : time >= least * model.ratio() ? 1 : (1 - Math.pow(least / time, index)) / cut;
  }

  /**
   * The standard normal distribution function, to 8e-8 (Abramowitz and Stegun, 26.2.17): far finer
   * than a pixel.
   */
  private static double normal(double x) {
    double t = 1 / (1 + 0.2316419 * Math.abs(x));
    double series =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    double tail = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * series;
    return x < 0 ? tail : 1 - tail;
  }
}
