package weir.core.theory;

import java.util.OptionalDouble;
import weir.core.theory.Prediction.Model;

/**
 * Mean wait time of a queue that settles, by the model for the variability that was measured.
 *
 * @param model the model used
 * @param relativeError how far off the model itself may be
 * @param meanSeconds mean wait time
 */
record SteadyWait(Model model, double relativeError, double meanSeconds) {

  static final double FIXED_BELOW = 0.02;
  private static final double EXPONENTIAL_WITHIN = 0.1;

  /** Chooses the model; arrivals are Poisson's where their variation is not given. */
  static SteadyWait of(
      double rate, double service, double scv, int workers, OptionalDouble arrivalScv) {
    MgcQueue general = new MgcQueue(rate, service, scv, workers);
    if (arrivalScv.isPresent()) {
      return new SteadyWait(
          Model.G_G_C, 0.5, general.allenCunneenMeanWaitSeconds(arrivalScv.getAsDouble()));
    }
    if (scv < FIXED_BELOW) {
      return new SteadyWait(Model.M_D_C, 0, new MdcQueue(rate, service, workers).meanWaitSeconds());
    }
    if (isExponential(scv)) {
      return new SteadyWait(Model.M_M_C, 0, new MmcQueue(rate, service, workers).meanWaitSeconds());
    }
    // The reference simulations are within 1 % below an SCV of 1, and up to 14 % off at 4.
    double relativeError = workers == 1 ? 0 : scv < 1 ? 0.02 : Math.min(0.5, 0.05 * scv);
    return new SteadyWait(
        workers == 1 ? Model.M_G_1 : Model.M_G_C, relativeError, general.meanWaitSeconds());
  }

  static boolean isExponential(double scv) {
    return Math.abs(scv - 1) < EXPONENTIAL_WITHIN;
  }
}
