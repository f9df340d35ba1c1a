package weir.http.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import weir.core.theory.MmcQueue;
import weir.core.theory.Sizing;
import weir.http.lab.Lesson.Chapter;
import weir.http.lab.Sample.Plan;
import weir.http.lab.Sample.Shape;

/** How many workers a goal takes. */
final class SizingForTarget implements Exercise {

  /** Workers that are tried; five would just be as many as the work takes. */
  private static final int FEWEST = 6;

  private static final int MOST = 8;
  private static final double OFFERED = 5;
  private static final double GOAL = 0.1;
  private static final int EVENTS = 1_800;

  private static final Quantity SIX =
      new Quantity("six", "share that waits longer than the goal, 6 workers", Unit.SHARE);
  private static final Quantity SEVEN =
      new Quantity("seven", "share that waits longer, 7 workers", Unit.SHARE);
  private static final Quantity WORKERS =
      new Quantity("workers", "fewest workers that keep the goal", Unit.COUNT);

  @Override
  public Lesson lesson(Scale scale) {
    Duration service = service(scale);
    double perSecond = OFFERED / Drains.seconds(service);
    return new Lesson(
        19,
        "Sizing for a target",
        Chapter.QUEUES,
        """
        %s events a second come by chance (Poisson), each with an exponential service time of %s on \
        average: work for five workers. The goal: at most one event in ten waits for longer than \
        %s. We try 6, 7 and 8 workers side by side, with the same events."""
            .formatted(Unit.COUNT.shown(perSecond), Unit.written(service), Unit.written(service)),
        """
        How many events miss the goal with six workers, how many with seven? How many workers does \
        it take?""",
        """
        Five workers are as good as none: with all of them busy all the time the queue never \
        settles. What counts is how many there are beyond that. The rule of thumb is the work plus \
        its root: 5 + √5, which is %s. Ten times the work takes ten times five, but only three times \
        as many spare ones: large pools are cheaper, and pools that are cut into small ones dearer.

        The formula (Erlang's, 1917) is what 'What if' answers with. For a goal of one in a hundred \
        it takes one worker more."""
            .formatted(
                Unit.COUNT.shown(Sizing.squareRootServers(perSecond, Drains.seconds(service)))),
        scale.choose(Duration.ofSeconds(6), Duration.ofMinutes(1)));
  }

  private static Duration service(Scale scale) {
    return scale.choose(Duration.ofMillis(10), Duration.ofMillis(100));
  }

  private static double late(double perSecond, double serviceSeconds, int workers, double goal) {
    return Waits.ifSettled(
        perSecond,
        serviceSeconds,
        workers,
        () -> new MmcQueue(perSecond, serviceSeconds, workers).waitExceeds(goal));
  }

  private static int fewest(double perSecond, double serviceSeconds, double goal) {
    return Sizing.smallestServers(perSecond, serviceSeconds, goal, GOAL);
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double service = Drains.seconds(service(scale));
    double perSecond = OFFERED / service;
    return List.of(
        new Answer(SIX, late(perSecond, service, FEWEST, service)),
        new Answer(SEVEN, late(perSecond, service, FEWEST + 1, service)),
        new Answer(WORKERS, fewest(perSecond, service, service)));
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double goal = Drains.seconds(service(bench.scale()));
    Plan plan = new Plan(EVENTS, OFFERED / goal, goal, Shape.EXPONENTIAL);
    Sample sample = plan.typical(all -> late(all, FEWEST, goal) + late(all, FEWEST + 1, goal));
    String times = bench.replay(sample, 0, 1);
    List<LabPipeline> pools = new ArrayList<>();
    for (int workers = FEWEST; workers <= MOST; workers++) {
      var flags = Waits.flags(workers, times);
      pools.add(pools.isEmpty() ? bench.serve(flags) : bench.beside(workers + " workers", flags));
    }
    bench.step("backlog with 6, 7 and 8 workers");
    Lane.send(pools.stream().map(pool -> Lane.of(sample, pool)).toList());
    int measured = MOST + 1;
    List<Double> shares = new ArrayList<>();
    for (LabPipeline pool : pools) {
      pool.awaitEnded(EVENTS, Bench.PATIENCE);
      pool.awaitLatencies(Bench.PATIENCE);
      double share = pool.shareThatWaitedLonger(goal);
      if (share <= GOAL) {
        measured = Math.min(measured, FEWEST + shares.size());
      }
      shares.add(share);
    }
    double service = pools.getFirst().meanServiceSeconds();
    Run run = new Run(plan, sample, goal, service, pools.getFirst());
    return List.of(
        run.share(SIX, FEWEST, shares.get(0)),
        run.share(SEVEN, FEWEST + 1, shares.get(1)),
        new Finding(
            WORKERS,
            fewest(sample.perSecond(), service, goal),
            measured,
            Tolerance.of(0, "the shares on both sides are twice as far from the goal")));
  }

  private record Run(Plan plan, Sample sample, double goal, double service, LabPipeline pipeline) {

    Finding share(Quantity quantity, int workers, double measured) {
      double theory = late(sample.perSecond(), service, workers, goal);
      double shortness =
          Math.abs(late(plan.longRun(), workers, goal) - late(sample, workers, goal));
      double held = pipeline.shareInHiccups(sample.seconds(), OFFERED / workers);
      return new Finding(
          quantity,
          theory,
          measured,
          Waits.tolerance(theory, shortness)
              .plus(0.02 + held, "2 %, and those in the hiccups of this machine"));
    }
  }

  private static double late(Sample sample, int workers, double goal) {
    return Sample.shareAbove(sample.waitsInOneQueue(workers), goal);
  }
}
