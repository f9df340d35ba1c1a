package weir.http.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import weir.core.theory.BurstDrain;
import weir.core.theory.DrainTimeline;
import weir.core.theory.DrainTimeline.Resize;
import weir.http.lab.Lesson.Chapter;

/** What a mean over the events that have ended shows of a change. */
final class RisingMean implements Exercise {

  /** In services: when the number of workers changes, and when the mean is read. */
  private static final int CHANGE = 200;

  private static final int LOOK = 300;
  private static final int MORE = 3;

  private static final Quantity SAME =
      new Quantity("same", "1 worker all along: mean of those ended", Unit.SECONDS);
  private static final Quantity GROWN =
      new Quantity("grown", "1 worker, then 3: mean of those ended", Unit.SECONDS);
  private static final Quantity SHRUNK =
      new Quantity("shrunk", "3 workers, then 1: mean of those ended", Unit.SECONDS);
  private static final Quantity ALL =
      new Quantity("all", "1 worker, then 3: mean of all 1,000, in the end", Unit.SECONDS);

  @Override
  public Lesson lesson(Scale scale) {
    double service = Drains.seconds(scale.serviceTime());
    double all = new BurstDrain(Drains.EVENTS, service, 1).meanResponseSeconds();
    return new Lesson(
        5,
        "The mean that rises after the right move",
        Chapter.PIPELINE,
        """
        Three pipelines, 1,000 events at once each, %s an event. One has one worker all along. One \
        has one worker, and three from %s on. One has three, and one from %s on. At %s we read the \
        mean response time of the events that have ended, as a dashboard shows it."""
            .formatted(
                Unit.written(scale.serviceTime()),
                Unit.seconds(CHANGE * service),
                Unit.seconds(CHANGE * service),
                Unit.seconds(LOOK * service)),
        """
        Which of the three looks best, which worst? Which events does the mean count, and when did \
        they arrive? And what will the mean of all 1,000 be in the end, with one worker and then \
        three? (With one worker all along it is %s.)"""
            .formatted(Unit.seconds(all)),
        """
        All 1,000 arrived at the start, so an event that ends at time t has taken t. The mean is \
        over the times of the ends so far. With three workers from two thirds on, 300 of these 500 \
        ends are in the last third, the late ones: the right move makes the figure worse, and the \
        wrong one makes it better.

        The figure counts those that were lucky so far; the others still wait, and nobody counts \
        them. Count all that have arrived, those that wait with their age: that figure falls with \
        the right move. It is the panel's 'all that arrived', and in the end it is the truth: less \
        than two thirds of what it would have been.""",
        scale.choose(Duration.ofSeconds(4), Duration.ofMinutes(5)));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double service = Drains.seconds(scale.serviceTime());
    double change = CHANGE * service;
    double look = LOOK * service;
    DrainTimeline grown = grown(service, change);
    return List.of(
        new Answer(SAME, same(service).runningMeanSeconds(look)),
        new Answer(GROWN, grown.runningMeanSeconds(look)),
        new Answer(SHRUNK, shrunk(service, change).runningMeanSeconds(look)),
        new Answer(ALL, grown.meanResponseSeconds()));
  }

  private static DrainTimeline same(double serviceSeconds) {
    return DrainTimeline.of(new BurstDrain(Drains.EVENTS, serviceSeconds, 1), List.of());
  }

  private static DrainTimeline grown(double serviceSeconds, double changeSeconds) {
    return DrainTimeline.of(
        new BurstDrain(Drains.EVENTS, serviceSeconds, 1), List.of(new Resize(changeSeconds, MORE)));
  }

  private static DrainTimeline shrunk(double serviceSeconds, double changeSeconds) {
    return DrainTimeline.of(
        new BurstDrain(Drains.EVENTS, serviceSeconds, MORE), List.of(new Resize(changeSeconds, 1)));
  }

  /** A pipeline at a moment, on the clock of its own burst. */
  private record Look(double atSeconds, double meanSeconds) {}

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    Duration serviceTime = bench.scale().serviceTime();
    double service = Drains.seconds(serviceTime);
    Map<String, String> one = Drains.flags(serviceTime, 1);
    LabPipeline grown = bench.serve(one);
    LabPipeline same = bench.beside("1 worker all along", one);
    LabPipeline shrunk = bench.beside("3 workers, then 1", Drains.flags(serviceTime, MORE));
    bench.step("backlog of the three");
    long startNanos = System.nanoTime();
    for (LabPipeline pipeline : List.of(grown, same, shrunk)) {
      pipeline.publishAtOnce(Drains.EVENTS);
    }
    double burst = (System.nanoTime() - startNanos) / 1e9;

    Bench.sleepUntil(startNanos + Math.round(CHANGE * service * 1e9));
    grown.resizeTo(MORE);
    shrunk.resizeTo(1);
    double change = (System.nanoTime() - startNanos) / 1e9;
    Bench.sleepUntil(startNanos + Math.round(LOOK * service * 1e9));
    Look sameThen = look(same, startNanos);
    Look grownThen = look(grown, startNanos);
    Look shrunkThen = look(shrunk, startNanos);

    bench.step("1 worker, then 3: to the end");
    grown.awaitEnded(Drains.EVENTS, Drains.patience(Drains.EVENTS * service));
    return List.of(
        finding(SAME, same(same.meanServiceSeconds()), sameThen, same, burst),
        finding(GROWN, grown(grown.meanServiceSeconds(), change), grownThen, grown, burst),
        finding(SHRUNK, shrunk(shrunk.meanServiceSeconds(), change), shrunkThen, shrunk, burst),
        inTheEnd(grown(grown.meanServiceSeconds(), change).meanResponseSeconds(), grown, burst));
  }

  private static Look look(LabPipeline pipeline, long startNanos) {
    double mean = pipeline.meanResponseSeconds();
    return new Look((System.nanoTime() - startNanos) / 1e9, mean);
  }

  private static Finding finding(
      Quantity quantity, DrainTimeline theory, Look look, LabPipeline pipeline, double burst) {
    double mean = theory.runningMeanSeconds(look.atSeconds());
    return new Finding(quantity, mean, look.meanSeconds(), tolerance(mean, pipeline, burst));
  }

  private static Finding inTheEnd(double theory, LabPipeline pipeline, double burst) {
    return new Finding(
        ALL, theory, pipeline.meanOfAllThatArrivedSeconds(), tolerance(theory, pipeline, burst));
  }

  private static Tolerance tolerance(double theory, LabPipeline pipeline, double burst) {
    return Drains.tolerance(theory, pipeline)
        .plus(burst, Unit.seconds(burst) + " until all events were there");
  }
}
