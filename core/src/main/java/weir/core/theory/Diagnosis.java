package weir.core.theory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import weir.core.theory.Assumption.Verdict;

/**
 * What holds a server back, by stated rules over measured figures. No verdict beats a wrong one:
 * where rules contradict each other the limit is {@link Limit.Unclear}.
 *
 * <p>The rules in their order; the first that holds decides. In brackets, from where on it is
 * doubtful.
 *
 * <ol>
 *   <li><b>Paused</b>: 0 workers and something in the pipeline. The limit is the workers.
 *   <li><b>Frozen</b>: the resource stands still and something is in the pipeline. The limit is the
 *       resource.
 *   <li><b>Nothing to do</b>: nothing in the pipeline, and no arrival for as long as five take,
 *       from 1 s to 5 s. No limit at all.
 *   <li><b>Machine</b>: spoiled share of the time ≥ 10 % (1 %). The machine took as much as a busy
 *       worker has left; from 1 % on it can make the p99. While doubtful, it makes every verdict
 *       so.
 *   <li><b>Too few data</b>: a window shorter than 5 s, or fewer than 10 events ended, or a mean
 *       service time with a standard error above 20 %. An empty pipeline without arrivals needs no
 *       events.
 *   <li><b>Resource</b>: in use ≥ 90 % of its capacity (70 %), and a wait for it is ≥ 10 % (2 %) of
 *       the service time. Before the workers, who are busy waiting.
 *   <li><b>Contention</b>: workers saturated, and throughput is below 95 % of what fewer did, and
 *       by two standard errors (below it at all), or there are more workers than the 95 % range of
 *       the measured law's peak (than its peak). Before the workers, as more of them is the wrong
 *       advice.
 *   <li><b>Client</b>: a closed loop, by the rule of {@link Predictor} (something always waits and
 *       the number of events hardly moves; or workers are 90 % busy and an open queue would be
 *       twice as long on the average as this one ever was), over the whole window or its second
 *       half, and 100 arrivals there (fewer). Before the workers, whose backlog can't grow then.
 *   <li><b>Ring</b>: ≥ 0.1 % (any) of the arrivals rejected, while workers are busy less than 90 %.
 *       Where they are busier, a full ring is a consequence and stands in the outlook.
 *   <li><b>Workers</b>: busy ≥ 90 % (70 %), wait ÷ service ≥ 1 (½); doubtful as well where the wait
 *       for the resource is ≥ 10 % of the service, or busy share and throughput × service ÷ workers
 *       contradict Little's law.
 *   <li><b>Arrivals</b>: busy below 90 % (above), wait ÷ service below 1 (any, while busy below 90
 *       %), and no growth of the backlog.
 * </ol>
 *
 * <p>In a drain, busy share and wait ÷ service of the last two rules are those of now: what was
 * before the burst says nothing of those who work it off.
 *
 * <p>Where none holds and exactly one is doubtful, it is the limit, and doubtful.
 *
 * @param limit what it is
 * @param verdict {@link Verdict#HOLDS}, or {@link Verdict#DOUBTFUL}
 * @param rulings every rule's, in their order: the evidence
 * @param outlook where it leads
 */
public record Diagnosis(Limit limit, Verdict verdict, List<Ruling> rulings, Outlook outlook) {

  /**
   * Where things lead.
   *
   * @param trendPerSecond by how much the backlog grows (below 0: shrinks); empty without a trend
   * @param ringFullSeconds time until the ring is full; 0 while it turns arrivals away; empty if
   *     the backlog does not grow, or has no bound
   * @param emptySeconds time until nothing is left; empty if the backlog does not shrink, or events
   *     have ceased to end
   * @param rejectedPerSecond arrivals turned away; empty where nobody counts them
   */
  public record Outlook(
      OptionalDouble trendPerSecond,
      OptionalDouble ringFullSeconds,
      OptionalDouble emptySeconds,
      OptionalDouble rejectedPerSecond) {}

  /** Keeps the rulings from changing. */
  public Diagnosis {
    rulings = List.copyOf(rulings);
  }

  /**
   * Judges.
   *
   * @param seen what was measured
   * @param scaling a scaling run, where one exists
   * @return the diagnosis
   */
  public static Diagnosis of(Measurement seen, Optional<Scaling> scaling) {
    Prediction prediction = Predictor.predict(seen.seen());
    Rules.Load load = Rules.Load.of(seen, prediction);
    Ruling machine = Rules.machine(seen);
    List<Ruling> rulings =
        List.of(
            Rules.paused(seen),
            Rules.frozen(seen),
            Rules.nothingToDo(seen),
            machine,
            Rules.tooFewData(seen),
            Rules.resource(seen),
            Rules.contention(seen, scaling),
            Rules.client(seen),
            Rules.ring(seen),
            Rules.workers(seen, load),
            Rules.arrivals(seen, load));
    Ruling decisive = decide(rulings);
    boolean sure =
        decisive.verdict() == Verdict.HOLDS
            && (rulings.indexOf(decisive) <= rulings.indexOf(machine)
                || machine.verdict() == Verdict.FAILS);
    return new Diagnosis(
        decisive.limit(),
        sure ? Verdict.HOLDS : Verdict.DOUBTFUL,
        rulings,
        outlook(seen, prediction));
  }

  private static Ruling decide(List<Ruling> rulings) {
    for (Ruling ruling : rulings) {
      if (ruling.verdict() == Verdict.HOLDS) {
        return ruling;
      }
    }
    // A slightly spoiled machine is no limit; it only makes the others doubtful.
    List<Ruling> doubtful =
        rulings.stream()
            .filter(ruling -> ruling.verdict() == Verdict.DOUBTFUL)
            .filter(ruling -> !(ruling.limit() instanceof Limit.Machine))
            .toList();
    return doubtful.size() == 1
        ? doubtful.get(0)
        : new Ruling(
            new Limit.Unclear(doubtful.stream().map(Ruling::limit).toList()),
            Verdict.DOUBTFUL,
            List.of());
  }

  private static Outlook outlook(Measurement seen, Prediction prediction) {
    OptionalDouble trend = seen.trendPerSecond();
    OptionalDouble rejected = OptionalDouble.empty();
    if (seen.rejected().isPresent() && seen.seconds() > 0) {
      rejected = OptionalDouble.of(seen.rejected().getAsDouble() / seen.seconds());
    }
    return new Outlook(
        trend, ringFullSeconds(seen, trend), emptySeconds(seen, prediction, trend), rejected);
  }

  private static OptionalDouble ringFullSeconds(Measurement seen, OptionalDouble trend) {
    Observation observation = seen.seen();
    if (observation.ringSlots() == Observation.UNBOUNDED) {
      return OptionalDouble.empty();
    }
    double room = Math.max(0, observation.ringSlots() - observation.population().backlog());
    if (room == 0) {
      return OptionalDouble.of(0);
    }
    return trend.orElse(0) > 0
        ? OptionalDouble.of(room / trend.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble emptySeconds(
      Measurement seen, Prediction prediction, OptionalDouble trend) {
    if (seen.isStalled() || seen.resource().filter(Measurement.Resource::frozen).isPresent()) {
      return OptionalDouble.empty();
    }
    if (prediction instanceof Prediction.Draining draining) {
      return OptionalDouble.of(draining.emptySeconds());
    }
    return trend.orElse(0) < 0
        ? OptionalDouble.of(seen.seen().population().now() / -trend.getAsDouble())
        : OptionalDouble.empty();
  }
}
