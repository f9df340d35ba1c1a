package weir.http.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.core.figures.Ledger;
import weir.core.link.Command;
import weir.core.theory.MmckQueue;
import weir.http.lab.Lesson.Chapter;
import weir.http.lab.Sample.Plan;
import weir.http.lab.Sample.Shape;

/** An overload, and a ring that is small or large. */
final class RingTooLarge implements Exercise {

  private static final int WORKERS = 3;
  private static final double UTILISATION = 4 / 3.0;
  private static final int SMALL = 8;
  private static final int LARGE = 256;

  /** Seconds of load that count, in service times. */
  private static final double LENGTH = 600;

  private static final Quantity SMALL_LOSS =
      new Quantity("small-loss", "share turned away by a ring of 8", Unit.SHARE);
  private static final Quantity LARGE_LOSS =
      new Quantity("large-loss", "share turned away by a ring of 256", Unit.SHARE);
  private static final Quantity SMALL_WAIT =
      new Quantity("small-wait", "mean wait in a ring of 8", Unit.SECONDS);
  private static final Quantity LARGE_WAIT =
      new Quantity("large-wait", "mean wait in a ring of 256", Unit.SECONDS);

  @Override
  public Lesson lesson(Scale scale) {
    double service = Drains.seconds(Waits.service(scale));
    return new Lesson(
        18,
        "A ring too large",
        Chapter.QUEUES,
        """
        Three workers can do %s events a second, and %s come. Whoever finds the ring full is turned \
        away. One pipeline has a ring of 8 slots, the other one of 256, and the overload has lasted \
        for so long already that it is full."""
            .formatted(Unit.COUNT.shown(WORKERS / service), Unit.COUNT.shown(perSecond(service))),
        """
        How many are turned away by the small ring, and how many fewer by the large one? What do \
        those pay for it that get in?""",
        """
        Of four that come, three can be done. No ring changes that: a quarter has to be turned away, \
        and the large ring only puts it off until it is full. From then on whoever gets in stands \
        behind 256 others: all waits, for nothing.

        A ring is there for bursts, which end. As large as the longest wait that anybody would \
        still want, times the rate of the workers: more is a promise that nobody can keep.""",
        scale.choose(Duration.ofSeconds(5), Duration.ofMinutes(2)));
  }

  private static double perSecond(double serviceSeconds) {
    return UTILISATION * WORKERS / serviceSeconds;
  }

  private static MmckQueue theory(double perSecond, double serviceSeconds, int slots) {
    return new MmckQueue(perSecond, serviceSeconds, WORKERS, slots + WORKERS);
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double service = Drains.seconds(Waits.service(scale));
    MmckQueue small = theory(perSecond(service), service, SMALL);
    MmckQueue large = theory(perSecond(service), service, LARGE);
    return List.of(
        new Answer(SMALL_LOSS, small.fullProbability()),
        new Answer(LARGE_LOSS, large.fullProbability()),
        new Answer(SMALL_WAIT, small.meanWaitSeconds()),
        new Answer(LARGE_WAIT, large.meanWaitSeconds()));
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(Waits.service(bench.scale()));
    double perSecond = perSecond(service);
    int events = (int) Math.round(perSecond * LENGTH * service);
    Sample sample =
        new Plan(events, perSecond, service, Shape.EXPONENTIAL)
            .typical(all -> all.waitsInOneQueue(WORKERS)[events - 1]);
    LabPipeline large = bench.serve(flags(bench.scale(), LARGE));
    LabPipeline small = bench.beside("ring of 8", flags(bench.scale(), SMALL));
    // Full from the start, and until the first of the fillers are out they would spoil the waits.
    bench.step("backlog of both, filled up");
    large.publishAtOnce(LARGE + WORKERS);
    small.publishAtOnce(SMALL + WORKERS);
    Ledger largeBefore = large.totals();
    Ledger smallBefore = small.totals();
    large.execute(new Command.ResetStatistics());
    small.execute(new Command.ResetStatistics());
    bench.step("backlog of both, overloaded");
    Lane.send(List.of(Lane.of(sample, large), Lane.of(sample, small)));
    Ledger largeNow = large.totals();
    Ledger smallNow = small.totals();
    return findings(
        sample.perSecond(),
        new Seen(small, lossOf(smallNow, smallBefore)),
        new Seen(large, lossOf(largeNow, largeBefore)));
  }

  private static Map<String, String> flags(Scale scale, int slots) {
    Map<String, String> flags = new HashMap<>(Drains.flags(Waits.service(scale), WORKERS));
    flags.put("distribution", "exponential");
    flags.put("ring-size", String.valueOf(slots));
    return flags;
  }

  private static double lossOf(Ledger now, Ledger before) {
    return (double) (now.rejected().orElseThrow() - before.rejected().orElseThrow())
        / (now.offered() - before.offered());
  }

  private record Seen(LabPipeline pipeline, double loss) {}

  private static List<Finding> findings(double perSecond, Seen small, Seen large) {
    MmckQueue smallTheory = theory(perSecond, small.pipeline().meanServiceSeconds(), SMALL);
    MmckQueue largeTheory = theory(perSecond, large.pipeline().meanServiceSeconds(), LARGE);
    return List.of(
        loss(SMALL_LOSS, smallTheory, small),
        loss(LARGE_LOSS, largeTheory, large),
        wait(SMALL_WAIT, smallTheory, small),
        wait(LARGE_WAIT, largeTheory, large));
  }

  private static Finding loss(Quantity quantity, MmckQueue theory, Seen seen) {
    double standardError = Math.sqrt(theory.fullProbability() / seen.pipeline().totals().offered());
    return new Finding(
        quantity,
        theory.fullProbability(),
        seen.loss(),
        Tolerance.of(3 * standardError, "three standard errors of so many events")
            .plus(0.1 * theory.fullProbability(), "a tenth of it for the machine"));
  }

  private static Finding wait(Quantity quantity, MmckQueue theory, Seen seen) {
    return new Finding(
        quantity,
        theory.meanWaitSeconds(),
        seen.pipeline().meanWaitSeconds(),
        Waits.tolerance(theory.meanWaitSeconds(), 0)
            .plus(seen.pipeline().hiccupSeconds(), "the hiccups of this machine"));
  }
}
