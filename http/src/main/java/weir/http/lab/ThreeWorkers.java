package weir.http.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import weir.core.theory.BurstDrain;
import weir.core.theory.DrainTimeline;
import weir.core.theory.DrainTimeline.Resize;
import weir.http.lab.Lesson.Chapter;

/** More workers in the middle of a drain, and none for a while. */
final class ThreeWorkers implements Exercise {

  private static final int WORKERS = 3;

  /** Services until the change, and how many each of the later parts is long. */
  private static final int CHANGE = 200;

  private static final int PART = 60;

  private static final Quantity BEFORE =
      new Quantity("before", "events ended per second, with 1 worker", Unit.PER_SECOND);
  private static final Quantity AFTER =
      new Quantity("after", "events ended per second, with 3", Unit.PER_SECOND);
  private static final Quantity USES =
      new Quantity("uses", "events that use the resource at once, with 3", Unit.COUNT);
  private static final Quantity PAUSED =
      new Quantity("paused", "events that still end after the change to 0", Unit.EVENTS);
  private static final Quantity LOST =
      new Quantity("lost", "events that are lost by all of it", Unit.EVENTS);
  private static final Quantity LAST =
      new Quantity("last", "the last event ends after", Unit.SECONDS);

  @Override
  public Lesson lesson(Scale scale) {
    double service = Drains.seconds(scale.serviceTime());
    String without = Unit.seconds(Drains.EVENTS * service);
    return new Lesson(
        4,
        "Three workers",
        Chapter.PIPELINE,
        """
        1,000 events at once, %s each, and one worker. After %s there are three workers; %s later \
        none at all, which is a pause; and after %s of that, three again."""
            .formatted(
                Unit.written(scale.serviceTime()),
                Unit.seconds(CHANGE * service),
                Unit.seconds(PART * service),
                Unit.seconds(PART * service)),
        """
        How steep is the backlog before and after, and how many events use the resource? All 1,000 \
        were there before the new workers came: do these find anything to do? What is a pause, and \
        what is lost by it?""",
        """
        A new worker takes from the backlog at once, as nobody has promised its events to anybody: \
        three workers end three times as many, and three use the resource. With one worker all \
        along, it would take %s.

        With 0 workers each finishes the event that it is at, so 3 more end; the rest wait where \
        they are. Nothing is lost: a worker takes an event only when it is about to handle it.

        The original gives a consumer up to 1,000 events in advance. There the new consumers find \
        nothing: the drain took as long as before (6.1 to 6.8 s), and the resource still had one \
        user; here the same took 3.2 to 4.3 s."""
            .formatted(without),
        scale.choose(Duration.ofSeconds(4), Duration.ofMinutes(5)));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double service = Drains.seconds(scale.serviceTime());
    return List.of(
        new Answer(BEFORE, 1 / service),
        new Answer(AFTER, WORKERS / service),
        new Answer(USES, WORKERS),
        new Answer(PAUSED, WORKERS),
        new Answer(LOST, 0),
        new Answer(
            LAST,
            makespanSeconds(
                service,
                List.of(
                    new Resize(CHANGE * service, WORKERS),
                    new Resize((CHANGE + PART) * service, 0),
                    new Resize((CHANGE + 2 * PART) * service, WORKERS)))));
  }

  private static double makespanSeconds(double serviceSeconds, List<Resize> resizes) {
    return DrainTimeline.of(new BurstDrain(Drains.EVENTS, serviceSeconds, 1), resizes)
        .makespanSeconds();
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(bench.scale().serviceTime());
    LabPipeline pipeline = bench.serve(Drains.flags(bench.scale().serviceTime(), 1));
    Duration patience = Drains.patience(Drains.EVENTS * service);
    bench.step("1 worker");
    long startNanos = System.nanoTime();
    pipeline.publishAtOnce(Drains.EVENTS);
    List<Resize> resizes = new ArrayList<>();
    double before = Rates.endedPerSecond(pipeline, CHANGE / 5, CHANGE, patience);

    bench.step("1 worker, then 3");
    resizes.add(resize(pipeline, WORKERS, startNanos));
    Bench.sleep(2 * service); // until all three are at an event
    pipeline.observeAfresh();
    double after = Rates.endedPerSecond(pipeline, PART * service);
    int uses = pipeline.mostUses();

    bench.step("then 0, a pause");
    long endedBefore = pipeline.totals().ended();
    resizes.add(resize(pipeline, 0, startNanos));
    Bench.sleep(PART * service);
    long paused = pipeline.totals().ended() - endedBefore;

    bench.step("then 3 again");
    resizes.add(resize(pipeline, WORKERS, startNanos));
    pipeline.awaitEnded(Drains.EVENTS, patience);

    double measured = pipeline.meanServiceSeconds();
    double makespan = makespanSeconds(measured, resizes);
    return List.of(
        new Finding(BEFORE, 1 / measured, before, Drains.tolerance(1 / measured)),
        new Finding(AFTER, WORKERS / measured, after, rounds(WORKERS / measured)),
        new Finding(USES, WORKERS, uses, Tolerance.EXACT),
        new Finding(
            PAUSED,
            WORKERS,
            paused,
            Tolerance.of(WORKERS, "between the count and the change some may end or be taken")),
        new Finding(LOST, 0, Drains.EVENTS - pipeline.totals().ended(), Tolerance.EXACT),
        new Finding(
            LAST,
            makespan,
            pipeline.response().maxMicros() / 1e6,
            Drains.tolerance(makespan, pipeline)));
  }

  /** Counted over a time of so many rounds: one may be cut off at either end. */
  private static Tolerance rounds(double rate) {
    return Drains.tolerance(rate).plus(2 * rate / PART, "a round more or less in " + PART);
  }

  private static Resize resize(LabPipeline pipeline, int workers, long startNanos) {
    pipeline.resizeTo(workers);
    return new Resize((System.nanoTime() - startNanos) / 1e9, workers);
  }
}
