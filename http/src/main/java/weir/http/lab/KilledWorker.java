package weir.http.lab;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.core.link.Command;
import weir.core.theory.BurstDrain;
import weir.core.theory.DrainTimeline;
import weir.core.theory.DrainTimeline.Resize;
import weir.http.lab.Lesson.Chapter;

/** A worker that dies in the middle of a drain. */
final class KilledWorker implements Exercise {

  private static final int KILLED_AFTER = 200;

  /** In services. */
  private static final int FREEZE = 20;

  private static final Quantity COMPLETED =
      new Quantity("completed", "events completed in the end", Unit.EVENTS);
  private static final Quantity FAILED = new Quantity("failed", "events failed", Unit.EVENTS);
  private static final Quantity LEFT =
      new Quantity("left", "events left, by the gauges", Unit.EVENTS);
  private static final Quantity WORKERS =
      new Quantity("workers", "workers there are afterwards", Unit.COUNT);
  private static final Quantity LAST =
      new Quantity("last", "the last event ends after", Unit.SECONDS);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        12,
        "Kill a worker",
        Chapter.PIPELINE,
        """
        1,000 events at once, %s each, and one worker. After 200 of them its thread is killed in the \
        middle of an event ('weir kill-worker 0', which only a server takes that was started with \
        --faults). The resource stands still for %s about then, so that it surely is at one."""
            .formatted(
                Unit.written(scale.serviceTime()),
                Unit.seconds(FREEZE * Drains.seconds(scale.serviceTime()))),
        """
        What becomes of the event that it was at, and of the 800 behind it? What do the gauges say \
        in the end? When is it over?""",
        """
        The event that it was at has failed, and is counted as failed. No other notices: they wait \
        in the ring, which belongs to nobody, and a new worker takes the dead one's place within a \
        millisecond or so.

        In the original the queue belongs to the consumer: up to 1,000 events are in its mailbox and \
        die with it. Of 1,000 it loses 722 to 802, and as nobody counts them down, its gauge of \
        enqueued events never comes back to 0.""",
        scale.choose(Duration.ofSeconds(6), Duration.ofMinutes(9)));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    return List.of(
        new Answer(COMPLETED, Drains.EVENTS - 1.0),
        new Answer(FAILED, 1),
        new Answer(LEFT, 0),
        new Answer(WORKERS, 1),
        new Answer(
            LAST,
            makespanSeconds(
                Drains.seconds(scale.serviceTime()),
                KILLED_AFTER * Drains.seconds(scale.serviceTime()),
                FREEZE * Drains.seconds(scale.serviceTime()))));
  }

  /** A resource that stands still is a pool without workers. */
  private static double makespanSeconds(
      double serviceSeconds, double freezeAt, double freezeSeconds) {
    return DrainTimeline.of(
            new BurstDrain(Drains.EVENTS, serviceSeconds, 1),
            List.of(new Resize(freezeAt, 0), new Resize(freezeAt + freezeSeconds, 1)))
        .makespanSeconds();
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(bench.scale().serviceTime());
    Map<String, String> flags = new HashMap<>(Drains.flags(bench.scale().serviceTime(), 1));
    flags.put("faults", "true");
    LabPipeline pipeline = bench.serve(flags);
    Duration patience = Drains.patience(Drains.EVENTS * service);
    bench.step("1 worker");
    pipeline.publishAtOnce(Drains.EVENTS);
    pipeline.awaitEnded(KILLED_AFTER, patience);
    bench.step("worker 0 is killed");
    pipeline.execute(new Command.FreezeResource(Math.round(FREEZE * service * 1e9)));
    pipeline.awaitUses(1, patience);
    pipeline.execute(new Command.KillWorker(0));
    pipeline.awaitEnded(Drains.EVENTS, patience);
    // One worker is always at an event: what the freeze took is in the service times.
    double makespan =
        new BurstDrain(Drains.EVENTS, pipeline.meanServiceSeconds(), 1).makespanSeconds();
    return List.of(
        new Finding(COMPLETED, Drains.EVENTS - 1.0, pipeline.totals().completed(), Tolerance.EXACT),
        new Finding(FAILED, 1, pipeline.totals().failed().orElseThrow(), Tolerance.EXACT),
        new Finding(LEFT, 0, pipeline.totals().inPipeline(), Tolerance.EXACT),
        new Finding(WORKERS, 1, pipeline.awaitEffectiveWorkers(1, Bench.PATIENCE), Tolerance.EXACT),
        new Finding(
            LAST,
            makespan,
            pipeline.response().maxMicros() / 1e6,
            Drains.tolerance(makespan, pipeline)));
  }
}
