package weir.http.lab;

import java.time.Duration;
import java.util.List;
import weir.core.theory.MmcQueue;
import weir.http.lab.Lesson.Chapter;
import weir.http.lab.Sample.Plan;
import weir.http.lab.Sample.Shape;
import weir.http.lab.SideBySide.Trial;

/** Response time at different utilisations. */
final class Knee implements Exercise {

  private static final int WORKERS = 3;

  /** Seconds of load, in service times. */
  private static final double LENGTH = 700;

  private record Case(Quantity quantity, String name, double utilisation) {}

  private static final List<Case> CASES = List.of(at(50), at(80), at(90));

  private static Case at(int percent) {
    return new Case(
        new Quantity("at" + percent, "mean response, busy for " + percent + " %", Unit.SECONDS),
        "busy for " + percent + " %",
        percent / 100.0);
  }

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        16,
        "Utilisation and the knee",
        Chapter.QUEUES,
        """
        Three pipelines of three workers, each with an exponential service time of %s on average. So \
        many events come by chance (Poisson) that the workers are busy for 50, 80 and 90 %% of the \
        time."""
            .formatted(Unit.written(Waits.service(scale))),
        """
        How long does an event take, from its arrival to its end, on average? From 50 to 90 % the \
        same workers do nearly twice as much. What is the price?""",
        """
        What is idle is what a queue is worked off with: the backlog shrinks at the rate that is \
        left over, and so the wait grows like 1 ÷ (1 − utilisation). From 50 to 80 % the response \
        nearly doubles, from 80 to 90 % it nearly doubles again, and so it does from 90 to 95. There \
        is no cliff and no safe figure, but a knee: where the next bit of load costs more time than \
        it brings work. The panel's tab 'What if' draws the same curve over the number of workers.

        More workers push the knee to the right: at 80 %, an event waits for 4 services with one \
        worker, for 1.1 with three, and for next to nothing with a hundred. But beware of means: an \
        hour of 70 % may be a quiet half and one of 110.""",
        scale.choose(Duration.ofSeconds(5), Duration.ofMinutes(2)));
  }

  private static double perSecond(Case one, double serviceSeconds) {
    return one.utilisation() * WORKERS / serviceSeconds;
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double service = Drains.seconds(Waits.service(scale));
    return CASES.stream()
        .map(one -> new Answer(one.quantity(), theory(perSecond(one, service), service)))
        .toList();
  }

  private static double theory(double perSecond, double serviceSeconds) {
    return Waits.ifSettled(
        perSecond,
        serviceSeconds,
        WORKERS,
        () -> new MmcQueue(perSecond, serviceSeconds, WORKERS).meanResponseSeconds());
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(Waits.service(bench.scale()));
    return SideBySide.run(
        bench,
        "backlog at 50, 80 and 90 %",
        WORKERS,
        CASES.stream().map(one -> trial(one, service)).toList());
  }

  private static Trial trial(Case one, double service) {
    double perSecond = perSecond(one, service);
    int events = (int) Math.round(perSecond * LENGTH * service);
    return new Trial(
        one.name(),
        new Plan(events, perSecond, service, Shape.EXPONENTIAL),
        (pipeline, sample, shortness) -> finding(one, pipeline, sample, shortness));
  }

  private static Finding finding(
      Case one, LabPipeline pipeline, Sample sample, double shortnessSeconds) {
    double theory = theory(sample.perSecond(), pipeline.meanServiceSeconds());
    return new Finding(
        one.quantity(),
        theory,
        pipeline.meanResponseSeconds(),
        Waits.tolerance(theory, shortnessSeconds, pipeline, sample, one.utilisation()));
  }
}
