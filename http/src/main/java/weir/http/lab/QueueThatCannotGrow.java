package weir.http.lab;

import java.time.Duration;
import java.util.List;
import weir.core.link.Command;
import weir.core.theory.ClosedLoop;
import weir.http.lab.Lesson.Chapter;
import weir.http.load.LoadSettings.Pattern;

/** Clients that wait for their answers. */
final class QueueThatCannotGrow implements Exercise {

  private static final int CLIENTS = 50;
  private static final int FEW = 3;
  private static final int MANY = 6;

  /** How long each part is looked at, in answers by theory. */
  private static final int ANSWERS = 600;

  private static final Quantity RATE_FEW =
      new Quantity("rate3", "throughput with 3 workers", Unit.PER_SECOND);
  private static final Quantity BACKLOG_FEW =
      new Quantity("backlog3", "mean backlog with 3", Unit.EVENTS);
  private static final Quantity RESPONSE_FEW =
      new Quantity("response3", "mean response with 3", Unit.SECONDS);
  private static final Quantity RATE_MANY =
      new Quantity("rate6", "throughput with 6 workers", Unit.PER_SECOND);
  private static final Quantity BACKLOG_MANY =
      new Quantity("backlog6", "mean backlog with 6", Unit.EVENTS);
  private static final Quantity RESPONSE_MANY =
      new Quantity("response6", "mean response with 6", Unit.SECONDS);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        10,
        "A queue that cannot grow",
        Chapter.QUEUES,
        """
        50 clients, each of which sends, waits for its answer, and sends again at once. %s for each \
        event; three workers, then six."""
            .formatted(Unit.written(service(scale))),
        """
        How many are answered per second, how many wait, and how long does it take? Of these three \
        figures, which halves with six workers, which doubles, and which hardly moves? Why does such \
        a load never show an overload?""",
        """
        There are 50 events and no more: c at the workers, 50 − c in the queue. The workers are \
        always busy, so the throughput is c ÷ S. And each client is answered once per round, so the \
        response is 50 ÷ throughput (Little's law).

        Twice the workers do twice as much in half the time, and the backlog stays where it was, but \
        for three. An overload is when more comes than can be done; here nobody comes back before \
        having been served. Whoever measures with such a client finds any server in order: it is as slow as \
        its clients are patient.""",
        scale.choose(Duration.ofSeconds(6), Duration.ofSeconds(40)));
  }

  private static Duration service(Scale scale) {
    return scale.choose(Duration.ofMillis(10), Duration.ofMillis(50));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double service = Drains.seconds(service(scale));
    ClosedLoop few = theory(service, FEW);
    ClosedLoop many = theory(service, MANY);
    return List.of(
        new Answer(RATE_FEW, few.throughputPerSecond()),
        new Answer(BACKLOG_FEW, CLIENTS - FEW),
        new Answer(RESPONSE_FEW, few.responseSeconds()),
        new Answer(RATE_MANY, many.throughputPerSecond()),
        new Answer(BACKLOG_MANY, CLIENTS - MANY),
        new Answer(RESPONSE_MANY, many.responseSeconds()));
  }

  private static ClosedLoop theory(double serviceSeconds, int workers) {
    return new ClosedLoop(CLIENTS, 0, serviceSeconds, workers);
  }

  private record Seen(double service, double rate, double backlog, double response) {}

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    LabPipeline pipeline = bench.serve(Drains.flags(service(bench.scale()), FEW));
    RunningLoad load =
        bench.load("/events/await", new Pattern.Closed(0, Long.MAX_VALUE, Long.MAX_VALUE), CLIENTS);
    Seen few = look(bench, pipeline, FEW);
    pipeline.resizeTo(MANY);
    Seen many = look(bench, pipeline, MANY);
    load.stop();
    load.await();
    return List.of(
        rate(RATE_FEW, few, FEW),
        backlog(BACKLOG_FEW, few, FEW),
        response(RESPONSE_FEW, few, FEW, pipeline),
        rate(RATE_MANY, many, MANY),
        backlog(BACKLOG_MANY, many, MANY),
        response(RESPONSE_MANY, many, MANY, pipeline));
  }

  private static Seen look(Bench bench, LabPipeline pipeline, int workers)
      throws InterruptedException {
    double rate = theory(Drains.seconds(service(bench.scale())), workers).throughputPerSecond();
    bench.step(workers + " workers, settling");
    pipeline.await(ledger -> ledger.inPipeline() >= CLIENTS - 5, Bench.PATIENCE);
    Bench.sleep(3 * CLIENTS / rate);
    bench.step(workers + " workers");
    pipeline.execute(new Command.ResetStatistics());
    pipeline.observeAfresh();
    double measured = Rates.endedPerSecond(pipeline, ANSWERS / rate);
    return new Seen(
        pipeline.meanServiceSeconds(),
        measured,
        pipeline.meanBacklog(),
        pipeline.meanResponseSeconds());
  }

  private static Finding rate(Quantity quantity, Seen seen, int workers) {
    double theory = theory(seen.service(), workers).throughputPerSecond();
    return new Finding(quantity, theory, seen.rate(), Drains.tolerance(theory));
  }

  private static Finding backlog(Quantity quantity, Seen seen, int workers) {
    double theory = CLIENTS - workers;
    return new Finding(
        quantity,
        theory,
        seen.backlog(),
        Tolerance.share(theory, 0.15, "requests and answers that are on their way"));
  }

  private static Finding response(Quantity quantity, Seen seen, int workers, LabPipeline pipeline) {
    double theory = theory(seen.service(), workers).responseSeconds();
    return new Finding(
        quantity,
        theory,
        seen.response(),
        Drains.tolerance(theory, pipeline)
            .plus(0.1 * theory, "a tenth for what is on its way and in no ring"));
  }
}
