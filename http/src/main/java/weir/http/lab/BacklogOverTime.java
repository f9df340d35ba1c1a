package weir.http.lab;

import java.time.Duration;
import java.util.List;
import weir.core.theory.BurstDrain;
import weir.http.lab.Lesson.Chapter;

/** A burst and one worker. */
final class BacklogOverTime implements Exercise {

  private static final Quantity USES =
      new Quantity("uses", "events that use the resource at once, at most", Unit.COUNT);
  private static final Quantity RATE =
      new Quantity("rate", "events ended per second, in the middle of it", Unit.PER_SECOND);
  private static final Quantity MEAN = new Quantity("mean", "mean response time", Unit.SECONDS);
  private static final Quantity P90 =
      new Quantity("p90", "nine in ten are answered within", Unit.SECONDS);
  private static final Quantity LAST =
      new Quantity("last", "the last event ends after", Unit.SECONDS);

  @Override
  public Lesson lesson(Scale scale) {
    String service = Unit.written(scale.serviceTime());
    return new Lesson(
        3,
        "Backlog over time, one worker",
        Chapter.PIPELINE,
        """
        1,000 events come at once. One worker handles them, one after the other; each uses the \
        resource for %s."""
            .formatted(service),
        """
        How does the backlog look over time? How many events use the resource at once? How long \
        does an event take from its arrival to its end, on average?""",
        """
        One worker is at one event, so the resource has one user, however long the queue is. An \
        event ends every %s: the backlog is a straight line down to zero.

        The k-th event ends after k services. So the mean response is that of the event in the \
        middle, half of the whole time, although the resource never took longer than %s for any: \
        all the rest is waiting."""
            .formatted(service, service),
        scale.choose(Duration.ofSeconds(6), Duration.ofMinutes(9)));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    BurstDrain drain = theory(Drains.seconds(scale.serviceTime()));
    return List.of(
        new Answer(USES, 1),
        new Answer(RATE, 1 / drain.serviceSeconds()),
        new Answer(MEAN, drain.meanResponseSeconds()),
        new Answer(P90, drain.responseQuantileSeconds(0.9)),
        new Answer(LAST, drain.makespanSeconds()));
  }

  private static BurstDrain theory(double serviceSeconds) {
    return new BurstDrain(Drains.EVENTS, serviceSeconds, 1);
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    LabPipeline pipeline = bench.serve(Drains.flags(bench.scale().serviceTime(), 1));
    Duration patience =
        Drains.patience(theory(Drains.seconds(bench.scale().serviceTime())).makespanSeconds());
    bench.step("1,000 events, 1 worker");
    pipeline.publishAtOnce(Drains.EVENTS);
    double rate =
        Rates.endedPerSecond(pipeline, Drains.EVENTS / 5, 4 * Drains.EVENTS / 5, patience);
    pipeline.awaitEnded(Drains.EVENTS, patience);

    BurstDrain theory = theory(pipeline.meanServiceSeconds());
    double perSecond = 1 / theory.serviceSeconds();
    return List.of(
        new Finding(USES, 1, pipeline.mostUses(), Tolerance.EXACT),
        new Finding(RATE, perSecond, rate, Drains.tolerance(perSecond)),
        time(MEAN, theory.meanResponseSeconds(), pipeline.meanResponseSeconds(), pipeline),
        time(
            P90,
            theory.responseQuantileSeconds(0.9),
            pipeline.response().p90Micros() / 1e6,
            pipeline),
        time(LAST, theory.makespanSeconds(), pipeline.response().maxMicros() / 1e6, pipeline));
  }

  private static Finding time(
      Quantity quantity, double theory, double measured, LabPipeline pipeline) {
    return new Finding(quantity, theory, measured, Drains.tolerance(theory, pipeline));
  }
}
