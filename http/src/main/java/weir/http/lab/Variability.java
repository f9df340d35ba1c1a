package weir.http.lab;

import java.time.Duration;
import java.util.List;
import weir.core.theory.MgcQueue;
import weir.http.lab.Lesson.Chapter;
import weir.http.lab.Sample.Plan;
import weir.http.lab.Sample.Shape;
import weir.http.lab.SideBySide.Trial;

/** The same load and the same mean service time, more or less variable. */
final class Variability implements Exercise {

  private static final int WORKERS = 3;
  private static final double UTILISATION = 0.8;
  private static final int EVENTS = 1_500;

  /** A kind of back end. */
  private record Case(Quantity quantity, String name, Shape shape, double scv) {}

  private static final List<Case> CASES =
      List.of(
          new Case(wait("fixed", "always the same"), "fixed", Shape.FIXED, 0),
          new Case(wait("exponential", "exponential"), "exponential", Shape.EXPONENTIAL, 1),
          new Case(wait("bimodal", "1 in 20 takes 18 times as long"), "bimodal", Shape.BIMODAL, 4));

  private static Quantity wait(String key, String kind) {
    return new Quantity(key, "mean wait, service " + kind, Unit.SECONDS);
  }

  @Override
  public Lesson lesson(Scale scale) {
    double service = Drains.seconds(Waits.service(scale));
    return new Lesson(
        8,
        "What theory says, and what it takes for granted",
        Chapter.QUEUES,
        """
        Three pipelines of three workers, each with %s events a second that come by chance \
        (Poisson), and a mean service time of %s: the workers are busy for 80 %% of the time. In the \
        first each use of the resource takes the mean. In the second it is exponential. In the \
        third one in twenty takes 18 times as long as the others; the mean is the same."""
            .formatted(Unit.COUNT.shown(perSecond(service)), Unit.written(Waits.service(scale))),
        """
        The workers can do a quarter more than what comes. How long does an event wait in the \
        first, on average? And in the others, at the same load and the same mean?""",
        """
        Events wait because they come and go irregularly. The wait is about (C² of arrivals + C² of \
        service) ÷ 2 of what it is with chance in both, where C² is variance ÷ mean²: 0 for a \
        fixed time, 1 for an exponential one, 4 for the last. Half the wait comes from arrivals \
        alone; and a rare long service costs all who stand behind it.

        So a mean service time and a utilisation do not tell how long events wait. That is why the \
        row 'Theory' measures the variability and chooses its model by it: M/D/c, M/M/c, M/G/c. All \
        of them take for granted that arrivals are independent and that the workers keep up: above \
        that, the backlog grows, and there is no mean to speak of.""",
        scale.choose(Duration.ofSeconds(5), Duration.ofMinutes(2)));
  }

  private static double perSecond(double serviceSeconds) {
    return UTILISATION * WORKERS / serviceSeconds;
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double service = Drains.seconds(Waits.service(scale));
    return CASES.stream()
        .map(one -> new Answer(one.quantity(), theory(perSecond(service), service, one.scv())))
        .toList();
  }

  private static double theory(double perSecond, double serviceSeconds, double scv) {
    return Waits.ifSettled(
        perSecond,
        serviceSeconds,
        WORKERS,
        () -> new MgcQueue(perSecond, serviceSeconds, scv, WORKERS).meanWaitSeconds());
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(Waits.service(bench.scale()));
    return SideBySide.run(
        bench,
        "backlog of fixed, exponential, bimodal",
        WORKERS,
        CASES.stream().map(one -> trial(one, service)).toList());
  }

  private static Trial trial(Case one, double service) {
    return new Trial(
        one.name(),
        new Plan(EVENTS, perSecond(service), service, one.shape()),
        (pipeline, sample, shortness) -> finding(one, pipeline, sample, shortness));
  }

  private static Finding finding(
      Case one, LabPipeline pipeline, Sample sample, double shortnessSeconds)
      throws InterruptedException {
    pipeline.awaitLatencies(Bench.PATIENCE);
    double theory =
        theory(sample.perSecond(), pipeline.meanServiceSeconds(), pipeline.serviceScv());
    return new Finding(
        one.quantity(),
        theory,
        pipeline.meanWaitSeconds(),
        Waits.tolerance(theory, shortnessSeconds, pipeline, sample, UTILISATION));
  }
}
