package weir.http.lab;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import weir.core.figures.WorkerFigures;
import weir.http.lab.Lesson.Chapter;

/** Which threads there are, and what depends on which. */
final class FindTheParts implements Exercise {

  private static final int WORKERS = 3;
  private static final int MORE = 5;
  private static final int EVENTS = 300;

  private static final Quantity THREADS =
      new Quantity("threads", "threads 'weir-worker-…' with 3 workers", Unit.COUNT);
  private static final Quantity MORE_THREADS = new Quantity("more", "the same with 5", Unit.COUNT);
  private static final Quantity IDLE =
      new Quantity("idle", "of these, those that wait once all is done", Unit.COUNT);
  private static final Quantity LOST =
      new Quantity("lost", "events lost when the panel goes in mid-drain", Unit.EVENTS);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        1,
        "Find the parts",
        Chapter.PIPELINE,
        """
        A server with three workers, and later five; 300 events drain. Somebody watches over the \
        local socket, as a panel does, and goes away in the middle of it.

        While it runs: 'jcmd PID Thread.print | grep weir-' lists the threads by name.""",
        """
        Which part of the pipeline is each of these, and what would the panel show if it stopped: \
        the HTTP endpoint (threads http-…), the ring, a worker (weir-worker-…), the resource, the \
        sampler (weir-sampler), the socket (weir-link-…), the one who starts workers \
        (weir-steward), the one who measures the machine (weir-hiccup-meter)? Two of the first five \
        have no thread of their own. Which?""",
        """
        Ring and resource have none: a ring is memory that publishers and workers share, and the \
        resource is used on the thread of the worker. Without the endpoint nothing more is accepted, \
        and the backlog drains. Without workers it grows, until the ring is full and requests get a \
        503. Without the sampler the charts stand still, and the events go on.

        The panel is a process of its own, which is told what happens and is asked for nothing: an \
        event does not know whether anybody looks.""",
        scale.choose(Duration.ofSeconds(3), Duration.ofMinutes(1)));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    return List.of(
        new Answer(THREADS, WORKERS),
        new Answer(MORE_THREADS, MORE),
        new Answer(IDLE, MORE),
        new Answer(LOST, 0));
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    LabPipeline pipeline = bench.serve(Drains.flags(bench.scale().serviceTime(), WORKERS));
    Duration patience =
        Drains.patience(EVENTS * Drains.seconds(bench.scale().serviceTime()) / WORKERS);
    bench.step("somebody watches");
    long three;
    try (Onlooker onlooker = bench.onlooker()) {
      pipeline.publishAtOnce(EVENTS);
      pipeline.awaitEnded(EVENTS / 4, patience);
      three = threads(pipeline, worker -> true);
      onlooker.awaitCompleted(1, patience);
    }
    bench.step("nobody watches");
    pipeline.resizeTo(MORE);
    pipeline.awaitEnded(EVENTS / 2, patience);
    pipeline.awaitEffectiveWorkers(MORE, patience);
    long five = threads(pipeline, worker -> true);
    pipeline.awaitEnded(EVENTS, patience);
    pipeline.awaitIdleWorkers(MORE, patience);
    long idle = threads(pipeline, worker -> worker.state() == WorkerFigures.State.IDLE);
    return List.of(
        new Finding(THREADS, WORKERS, three, Tolerance.EXACT),
        new Finding(MORE_THREADS, MORE, five, Tolerance.EXACT),
        new Finding(IDLE, MORE, idle, Tolerance.EXACT),
        new Finding(LOST, 0, EVENTS - pipeline.totals().completed(), Tolerance.EXACT));
  }

  /** Threads of this process that are those of a pipeline's workers. */
  private static long threads(LabPipeline pipeline, Predicate<WorkerFigures> which) {
    List<String> alive = Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    return pipeline.workers().stream()
        .filter(which)
        .map(WorkerFigures::thread)
        .filter(name -> name.startsWith("weir-worker-"))
        .filter(alive::contains)
        .distinct()
        .count();
  }
}
