package weir.desktop.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import weir.core.settings.ResourceSettings;
import weir.core.theory.Measurement;
import weir.core.theory.Measurement.Saturated;
import weir.core.theory.Scaling;
import weir.core.theory.UniversalScalabilityFit.Point;

/**
 * What different numbers of workers were seen to do while all of them were busy, as long as the
 * resource stays the same: a scaling run that whoever moves the slider makes on the way. Confined
 * to the FX thread.
 */
final class SaturatedThroughputs {

  private static final double FEWEST_SECONDS = 5;
  private static final int FEWEST_ENDED = 100;

  private final TreeMap<Integer, Saturated> byWorkers = new TreeMap<>();
  private @Nullable ResourceSettings settings;

  void clear() {
    byWorkers.clear();
    settings = null;
  }

  /**
   * Takes a measurement, and completes it with what fewer workers did.
   *
   * @param measured what was measured
   * @param now how the resource is set; empty without one
   * @return the measurement with {@link Measurement#fewerWorkers()}
   */
  Measurement complete(Measurement measured, Optional<ResourceSettings> now) {
    if (!now.equals(Optional.ofNullable(settings))) {
      byWorkers.clear();
      settings = now.orElse(null);
    }
    int workers = measured.seen().workers();
    // Beyond what the resource admits workers wait for it, and say nothing of each other.
    boolean waits = measured.resource().filter(Measurement.Resource::isWaitedFor).isPresent();
    if (measured.isSaturated()
        && !waits
        && measured.machine().spoiledShare() == 0
        && measured.seconds() >= FEWEST_SECONDS
        && measured.ended() >= FEWEST_ENDED) {
      byWorkers.put(
          workers, new Saturated(workers, measured.throughputPerSecond(), measured.ended()));
    }
    return measured.withFewerWorkers(
        byWorkers.headMap(workers).values().stream()
            .max(Comparator.comparingDouble(Saturated::throughputPerSecond)));
  }

  /**
   * The law that fits what was seen.
   *
   * @return the run; empty while too few numbers of workers were seen, or they show no such law
   */
  Optional<Scaling> scaling() {
    List<Point> points =
        byWorkers.values().stream()
            .map(seen -> new Point(seen.workers(), seen.throughputPerSecond()))
            .toList();
    return Scaling.of(points);
  }
}
