package weir.core.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Measurements for tests, one figure at a time: from 100 arrivals a second that 8 workers of 50 ms
 * keep up with, over 30 s.
 */
final class Measured {
  double seconds = 30;
  double rate = 100;
  double dispersion = 1;
  double service = .05;
  double scv = 1;
  int workers = 8;
  int slots = 1024;
  double busy = .625;
  double meanBacklog = .28;
  Observation.Population population = new Observation.Population(0, 5, 5, 0, 20);
  long ended = -1;
  double rejected = 0;
  double quiet = 0;
  double spoiled = 0;
  ServiceTimes times = ServiceTimes.UNKNOWN;
  Optional<Measurement.Resource> resource = Optional.empty();
  List<Trend.Part> parts = List.of();
  Optional<Measurement.Saturated> fewer = Optional.empty();

  static Measured keepingUp() {
    return new Measured();
  }

  /** Three workers, all busy, and a backlog that grows from 100. */
  static Measured saturated() {
    Measured one = new Measured();
    one.workers = 3;
    one.busy = .97;
    one.meanBacklog = 200;
    one.ended = Math.round(30 * 3 * .97 / .05);
    one.population = new Observation.Population(300, 3, 100, 100, 303);
    return one;
  }

  static Measurement.Resource resource(int capacity, double inUse, double waitShare) {
    return new Measurement.Resource(
        OptionalInt.of(capacity), inUse, 0, waitShare, Double.NaN, false);
  }

  static List<Trend.Part> parts(int count, double seconds, long arrivals, long ended) {
    List<Trend.Part> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      parts.add(new Trend.Part(seconds, arrivals, ended));
    }
    return parts;
  }

  Measurement measurement() {
    long arrivals = Math.round(rate * seconds);
    long done = ended < 0 ? arrivals : ended;
    return new Measurement(
        new Observation(
            new Observation.Arrivals(
                arrivals, rate, arrivals / 2, arrivals - arrivals / 2, dispersion, 120, quiet),
            new Observation.Services(done, service, scv, Double.POSITIVE_INFINITY),
            workers,
            false,
            slots,
            population),
        seconds,
        workers == 0 ? OptionalDouble.empty() : OptionalDouble.of(busy),
        meanBacklog,
        done,
        OptionalDouble.of(rejected),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        times,
        resource,
        new Measurement.Machine(spoiled, spoiled > 0 ? .05 : 0),
        parts,
        fewer);
  }
}
