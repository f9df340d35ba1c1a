package weir.desktop.model;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.theory.Measurement;
import weir.core.theory.Scaling;

/**
 * What was measured since anything was last set, for verdicts and predictions to start from.
 * Immutable.
 *
 * @param measurement of the last half minute at most
 * @param meanWaitSeconds mean wait for a worker and for the resource, of the events that ended;
 *     empty if none did, or nobody measures it. The response time has the way to the server in it
 *     as well.
 * @param scaling what different numbers of workers were seen to do before, where that shows a law
 */
public record Measured(
    Measurement measurement, OptionalDouble meanWaitSeconds, Optional<Scaling> scaling) {

  /** Measures; null before the second snapshot. */
  static @Nullable Measured of(
      ObservationWindow window, OptionalInt capacity, SaturatedThroughputs seen, Snapshot now) {
    return window
        .measure(capacity)
        .map(
            measurement -> {
              Measurement complete =
                  seen.complete(measurement, now.resource().map(ResourceUse::settings));
              return new Measured(complete, window.meanWaitSeconds(), seen.scaling());
            })
        .orElse(null);
  }
}
