package weir.http.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import weir.core.theory.ErlangArrivals;
import weir.core.theory.MmcQueue;
import weir.http.lab.Lesson.Chapter;
import weir.http.lab.Sample.Plan;
import weir.http.lab.Sample.Shape;

/** One queue for all workers, and one for each with events dealt out by their numbers. */
final class OneQueueOrMany implements Exercise {

  private static final int WORKERS = 3;
  private static final double UTILISATION = 0.8;
  private static final int EVENTS = 1_500;

  private static final Quantity ONE =
      new Quantity("one", "mean wait in one queue for three workers", Unit.SECONDS);
  private static final Quantity MANY =
      new Quantity("many", "mean wait in three queues, dealt out", Unit.SECONDS);
  private static final Quantity RATIO =
      new Quantity("ratio", "how many times as long it is in three queues", Unit.TIMES);

  @Override
  public Lesson lesson(Scale scale) {
    double service = Drains.seconds(Waits.service(scale));
    return new Lesson(
        17,
        "One queue, or sequence % n",
        Chapter.QUEUES,
        """
        Three workers and one queue; beside them three pipelines of one worker each, among which \
        events are dealt out in turn, by their number modulo 3, as is done by hand with several \
        consumers on one Disruptor. Both are given the very same events at the same moments: %s a \
        second by chance (Poisson), exponential service times of %s on average, workers busy for \
        80 %% of the time."""
            .formatted(Unit.COUNT.shown(perSecond(service)), Unit.written(Waits.service(scale))),
        """
        The same work for the same number of workers. Where does an event wait longer, and how many \
        times as long? What if all services took the same time?""",
        """
        In one queue nobody waits while a worker is idle. Dealt out, an event waits behind a long \
        one of its own queue while the worker next door has nothing to do; and it was dealt before \
        anybody knew which would be long.

        Dealing in turn makes the arrivals of each queue more regular than chance, which helps a \
        little: theory has an exact answer for it (E3/M/1). With fixed service times the two are \
        the same, event by event, as the worker whose turn it is is the one that is free first. \
        With more variable ones it is worse: about 2.9 times at a C² of 4 and 90 % load. Hence the pool of Weir: \
        one claim counter for all workers. Order by key has this price too, where it is needed.""",
        scale.choose(Duration.ofSeconds(5), Duration.ofMinutes(2)));
  }

  private static double perSecond(double serviceSeconds) {
    return UTILISATION * WORKERS / serviceSeconds;
  }

  private static double one(double perSecond, double serviceSeconds) {
    return Waits.ifSettled(
        perSecond,
        serviceSeconds,
        WORKERS,
        () -> new MmcQueue(perSecond, serviceSeconds, WORKERS).meanWaitSeconds());
  }

  private static double many(double perSecond, double serviceSeconds) {
    return Waits.ifSettled(
        perSecond,
        serviceSeconds,
        WORKERS,
        () -> ErlangArrivals.dealtOutMeanWaitSeconds(perSecond, serviceSeconds, WORKERS));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double service = Drains.seconds(Waits.service(scale));
    double one = one(perSecond(service), service);
    double many = many(perSecond(service), service);
    return List.of(new Answer(ONE, one), new Answer(MANY, many), new Answer(RATIO, many / one));
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(Waits.service(bench.scale()));
    Plan plan = new Plan(EVENTS, perSecond(service), service, Shape.EXPONENTIAL);
    // Typical of both: neither is to be favoured by chance.
    Sample sample = plan.typical(all -> meanWait(all) + meanWaitDealtOut(all) / 2);
    LabPipeline pool = bench.serve(Waits.flags(WORKERS, bench.replay(sample, 0, 1)));
    List<LabPipeline> queues = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      queues.add(
          bench.beside(
              "queue " + (worker + 1), Waits.flags(1, bench.replay(sample, worker, WORKERS))));
    }
    bench.step("backlog of one queue, and of three");
    Lane.send(
        List.of(Lane.of(sample, pool), new Lane(sample, event -> queues.get(event % WORKERS))));
    pool.awaitEnded(EVENTS, Bench.PATIENCE);
    double many = 0;
    for (LabPipeline queue : queues) {
      queue.awaitEnded(EVENTS / WORKERS, Bench.PATIENCE);
      many += queue.meanWaitSeconds() / WORKERS;
    }
    return findings(plan, sample, pool, many);
  }

  private static List<Finding> findings(Plan plan, Sample sample, LabPipeline pool, double many) {
    double service = pool.meanServiceSeconds();
    double oneTheory = one(sample.perSecond(), service);
    double manyTheory = many(sample.perSecond(), service);
    double one = pool.meanWaitSeconds();
    Sample longRun = plan.longRun();
    double oneShort = Math.abs(meanWait(longRun) - meanWait(sample));
    double manyShort = Math.abs(meanWaitDealtOut(longRun) - meanWaitDealtOut(sample));
    double ratio = manyTheory / oneTheory;
    double hiccups = pool.waitByHiccupsSeconds(sample.seconds(), UTILISATION);
    double ratioShort =
        Math.abs(
            meanWaitDealtOut(longRun) / meanWait(longRun)
                - meanWaitDealtOut(sample) / meanWait(sample));
    return List.of(
        new Finding(
            ONE, oneTheory, one, Waits.tolerance(oneTheory, oneShort, pool, sample, UTILISATION)),
        new Finding(
            MANY,
            manyTheory,
            many,
            Waits.tolerance(manyTheory, manyShort, pool, sample, UTILISATION)),
        new Finding(
            RATIO,
            ratio,
            many / one,
            Waits.tolerance(ratio, ratioShort)
                .plus(ratio * hiccups / oneTheory, "the hiccups of this machine")));
  }

  private static double meanWait(Sample sample) {
    return Sample.mean(sample.waitsInOneQueue(WORKERS));
  }

  private static double meanWaitDealtOut(Sample sample) {
    return Sample.mean(sample.waitsDealtOut(WORKERS));
  }
}
