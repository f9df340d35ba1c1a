package weir.http.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.core.theory.BurstDrain;
import weir.http.lab.Lesson.Chapter;

/** A virtual thread for each event in the place of workers that live on. */
final class TaskForEachEvent implements Exercise {

  private static final int LIMIT = 10;

  /** As many events as may run at once, so that the limit is none. */
  private static final int UNLIMITED = 200;

  private static final Quantity USES =
      new Quantity("uses", "uses of the resource at once, with the limit of 10", Unit.COUNT);
  private static final Quantity MEAN =
      new Quantity("mean", "mean response time with it", Unit.SECONDS);
  private static final Quantity LAST =
      new Quantity("last", "the last event ends after", Unit.SECONDS);
  private static final Quantity THREADS =
      new Quantity("threads", "effective workers once all have ended", Unit.COUNT);
  private static final Quantity FREE_USES =
      new Quantity("free-uses", "uses at once of 200 events without the limit", Unit.COUNT);

  @Override
  public Lesson lesson(Scale scale) {
    String service = Unit.written(service(scale));
    return new Lesson(
        7,
        "A task for each event",
        Chapter.PIPELINE,
        """
        No workers that live on, but a virtual thread for each event, and a limit on how many run \
        at once: 10. 1,000 events come at once, %s each. Then 200 more, with no limit to speak \
        of."""
            .formatted(service),
        """
        How many use the resource at once, and when is it over? How does that compare with a pool \
        of 10 workers? How many threads are there once all is done? And what would happen to the \
        resource without a limit: who would have to say no then?""",
        """
        Ten at once are ten at once: the queue does not care whether threads live on, and the \
        closed form is that of a pool of 10. What differs is the idle time: a pool keeps its \
        threads, a task ends with its event, so that of 10 requested none is effective in the end.

        Without the limit every event is at the resource at once. It sleeps, and so does not mind; \
        a database would. The limit is what protects it, and whoever removes the limit has the \
        database say no.""",
        scale.choose(Duration.ofSeconds(4), Duration.ofMinutes(1)));
  }

  private static Duration service(Scale scale) {
    return scale.choose(Duration.ofMillis(20), Duration.ofMillis(500));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    BurstDrain theory = theory(Drains.seconds(service(scale)));
    return List.of(
        new Answer(USES, LIMIT),
        new Answer(MEAN, theory.meanResponseSeconds()),
        new Answer(LAST, theory.makespanSeconds()),
        new Answer(THREADS, 0),
        new Answer(FREE_USES, UNLIMITED));
  }

  private static BurstDrain theory(double serviceSeconds) {
    return new BurstDrain(Drains.EVENTS, serviceSeconds, LIMIT);
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(service(bench.scale()));
    Map<String, String> flags = new HashMap<>(Drains.flags(service(bench.scale()), LIMIT));
    flags.put("mode", "task-per-event");
    flags.put("max-workers", String.valueOf(UNLIMITED));
    LabPipeline pipeline = bench.serve(flags);
    Duration patience = Drains.patience(theory(service).makespanSeconds());
    bench.step("1,000 events, 10 at once");
    pipeline.publishAtOnce(Drains.EVENTS);
    pipeline.awaitEnded(Drains.EVENTS, patience);
    int uses = pipeline.mostUses();
    BurstDrain theory = theory(pipeline.meanServiceSeconds());
    double mean = pipeline.meanResponseSeconds();
    double last = pipeline.response().maxMicros() / 1e6;
    Tolerance ofMean = Drains.tolerance(theory.meanResponseSeconds(), pipeline);
    Tolerance ofLast = Drains.tolerance(theory.makespanSeconds(), pipeline);
    int threads = pipeline.awaitEffectiveWorkers(0, Bench.PATIENCE);

    bench.step("200 events, all at once");
    // Long enough for all 200 to be there before the first is done.
    pipeline.setServiceTime(Duration.ofMillis(500));
    pipeline.resizeTo(UNLIMITED);
    pipeline.observeAfresh();
    pipeline.publishAtOnce(UNLIMITED);
    pipeline.awaitEnded(Drains.EVENTS + UNLIMITED, patience);
    return List.of(
        new Finding(USES, LIMIT, uses, Tolerance.EXACT),
        new Finding(MEAN, theory.meanResponseSeconds(), mean, ofMean),
        new Finding(LAST, theory.makespanSeconds(), last, ofLast),
        new Finding(THREADS, 0, threads, Tolerance.EXACT),
        new Finding(FREE_USES, UNLIMITED, pipeline.mostUses(), Tolerance.EXACT));
  }
}
