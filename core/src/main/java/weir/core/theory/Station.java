package weir.core.theory;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Workers and the resource that they share, as one queue of some servers. Workers beyond what the
 * resource admits wait in it instead of in the ring: that moves the wait, and ends nothing sooner.
 *
 * @param workers 1 or more
 * @param servers workers that can be served at a time, at most {@code workers}
 * @param serviceSeconds of each while all servers are busy, above 0
 * @param law by which they slow each other down; empty if that was not measured
 */
record Station(
    int workers, int servers, double serviceSeconds, Optional<UniversalScalability> law) {

  /**
   * Makes one.
   *
   * @param admitted workers that the resource has room for
   */
  static Station of(
      int workers,
      OptionalInt admitted,
      double serviceSeconds,
      Optional<UniversalScalability> law) {
    int servers = Math.min(workers, admitted.orElse(workers));
    return new Station(
        workers,
        servers,
        law.map(scaling -> scaling.serviceSeconds(servers)).orElse(serviceSeconds),
        law);
  }

  /** Completions per second with all busy. */
  double capacityPerSecond() {
    return servers / serviceSeconds;
  }

  /** What the queue settles at with Poisson arrivals and exponential services. */
  record Settled(double delayProbability, double meanBusyServers) {}

  /** Birth and death, where each number of busy servers has a rate of its own. */
  Settled settled(double arrivalsPerSecond) {
    if (law.isEmpty()) {
      double offered = arrivalsPerSecond * serviceSeconds;
      return new Settled(Erlang.c(servers, offered), offered);
    }
    double weight = 1;
    double sum = 1;
    double busy = 0;
    for (int events = 1; events < servers; events++) {
      weight *= arrivalsPerSecond / law.get().throughputPerSecond(events);
      sum += weight;
      busy += events * weight;
      if (sum > 1e200) {
        weight /= sum;
        busy /= sum;
        sum = 1;
      }
    }
    double load = arrivalsPerSecond / capacityPerSecond();
    double queued = weight * load / (1 - load);
    sum += queued;
    busy += servers * queued;
    return new Settled(queued / sum, busy / sum);
  }
}
