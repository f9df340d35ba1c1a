package weir.http.lab;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import weir.core.link.Command;
import weir.core.theory.BurstDrain;
import weir.core.theory.UniversalScalability;
import weir.http.lab.Lesson.Chapter;

/** What the mock resource does as a real one, and what not. */
final class ModelOfAResource implements Exercise {

  private static final int WORKERS = 20;
  private static final int CONNECTIONS = 5;
  private static final int ROUNDS = 12;
  private static final String NAME = "users";

  private static final Quantity TWENTY =
      new Quantity("twenty", "20 at once: how many times as slow as alone", Unit.TIMES);
  private static final Quantity CONTENDED =
      new Quantity("contended", "the same with --contention 0.05,0.005", Unit.TIMES);
  private static final Quantity CAPACITY =
      new Quantity("capacity", "the same with --capacity 5, for the worker", Unit.TIMES);
  private static final Quantity PROCESSOR =
      new Quantity("processor", "processor time of a use ÷ its time", Unit.SHARE);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        14,
        "What the mock resource models",
        Chapter.PIPELINE,
        """
        20 workers, and a resource that takes %s for one use alone. First it is as it comes; then \
        its users slow each other down; then it lets in five at a time."""
            .formatted(Unit.written(service(scale))),
        """
        What does the mock resource model well, and what badly? How many times as long does a use \
        take when 20 are at it? And how much of a processor does it need?""",
        """
        As it comes, it only takes time: 20 uses take no longer than one, which no database does. \
        So it shows the queue in front of it, and nothing else; that is what it is for. It is asleep \
        meanwhile: a use costs no processor, as a call over the network costs none here.

        What real ones do has to be set. Contention: with 20 at it, each takes 3.85 times as long. \
        A pool of connections: five at a time, so a worker holds its event for four services, three \
        of which it waits. Variable times, errors, time limits, pauses and a slow start there are as \
        well ('weir resource').

        What it does not model: requests that hinder each other by what they ask for (locks, hot \
        rows), caches that get cold, a queue of the back end's own that you don't see, work on this \
        machine's processors. Times that were recorded can be replayed, but a replay does not slow \
        down when you send more.""",
        scale.choose(Duration.ofSeconds(5), Duration.ofSeconds(45)));
  }

  private static Duration service(Scale scale) {
    return scale.choose(Duration.ofMillis(20), Duration.ofMillis(200));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    return List.of(
        new Answer(TWENTY, 1),
        new Answer(CONTENDED, contended()),
        new Answer(CAPACITY, behindConnections()),
        new Answer(PROCESSOR, 0));
  }

  private static double contended() {
    return new UniversalScalability(1, 0.05, 0.005).serviceSeconds(WORKERS);
  }

  /** Without the rounds at both ends, in which not all workers have an event. */
  private static double behindConnections() {
    return new BurstDrain(100_000, 1, WORKERS).behind(CONNECTIONS).meanServiceSeconds();
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    Duration service = service(bench.scale());
    bench.serve(Map.of());
    // Of a name of its own, by which its threads are told from others.
    LabPipeline pipeline = bench.beside(NAME, Drains.flags(service, 1));
    // Medians: the first uses of a program that has just started are slow.
    bench.step("a use alone");
    pipeline.publishAtOnce(ROUNDS);
    pipeline.awaitEnded(ROUNDS, Bench.PATIENCE);
    double alone = pipeline.medianServiceSeconds();

    bench.step("20 at once");
    pipeline.resizeTo(WORKERS);
    double twenty = serviceSeconds(pipeline, 1, service);
    double processor = processorSeconds() / (pipeline.totals().ended() * twenty);
    bench.step("20 at once that slow each other down");
    pipeline.execute(new Command.SetResource(Map.of("contention", "0.05,0.005")));
    double contended = serviceSeconds(pipeline, contended(), service);
    bench.step("20 workers, 5 connections");
    pipeline.execute(
        new Command.SetResource(
            Map.of("contention", "0,0", "capacity", String.valueOf(CONNECTIONS))));
    double capacity = serviceSeconds(pipeline, behindConnections(), service);
    return List.of(
        new Finding(TWENTY, 1, twenty / alone, times(1)),
        new Finding(CONTENDED, contended(), contended / alone, times(contended())),
        new Finding(CAPACITY, behindConnections(), capacity / alone, times(behindConnections())),
        new Finding(
            PROCESSOR,
            0,
            processor,
            Tolerance.of(0.05, "it wakes up, measures, and spins for up to 0.1 ms")));
  }

  private static Tolerance times(double theory) {
    return Tolerance.share(theory, 0.1, "how exactly sleeps end on a busy machine");
  }

  /** Of events that find all workers at an event, and leave them so. */
  private static double serviceSeconds(LabPipeline pipeline, double times, Duration service)
      throws InterruptedException {
    long before = pipeline.totals().ended();
    int events = WORKERS * ROUNDS;
    pipeline.publishAtOnce(events);
    // The first have met fewer others.
    pipeline.awaitEnded(before + 2 * WORKERS, Bench.PATIENCE);
    pipeline.execute(new Command.ResetStatistics());
    Bench.sleep((ROUNDS - 5) * times * Drains.seconds(service));
    double seconds = pipeline.medianServiceSeconds();
    pipeline.awaitEnded(before + events, Bench.PATIENCE);
    return seconds;
  }

  /** Of all workers so far, since they started. */
  private static double processorSeconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith(NAME + "-worker-"))
            .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.threadId())))
            .sum()
        / 1e9;
  }
}
