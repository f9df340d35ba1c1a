package weir.http.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import weir.core.link.Command;
import weir.core.theory.UniversalScalability;
import weir.core.theory.UniversalScalabilityFit;
import weir.core.theory.UniversalScalabilityFit.Point;
import weir.http.lab.Lesson.Chapter;

/** A back end that gets slower the more use it. */
final class TooManyWorkers implements Exercise {

  private static final double CONTENTION = 0.05;
  private static final double COHERENCY = 0.005;

  /** Numbers of workers that are tried. */
  private static final List<Integer> TRIED = List.of(1, 2, 4, 7, 14, 28);

  /** So many services long each is looked at, by each of its workers. */
  private static final int ROUNDS = 25;

  /** In service times. */
  private static final int SHORTEST = 60;

  private static final int WARM_UP = 40;
  private static final int WARM_UP_WORKERS = 10;
  private static final int EVENTS = 8_000;

  private static final Quantity SEVEN =
      new Quantity("seven", "throughput with 7 workers", Unit.PER_SECOND);
  private static final Quantity FOURTEEN =
      new Quantity("fourteen", "throughput with 14", Unit.PER_SECOND);
  private static final Quantity TWENTY_EIGHT =
      new Quantity("twenty-eight", "throughput with 28", Unit.PER_SECOND);
  private static final Quantity PEAK =
      new Quantity("peak", "workers at the peak, by the law that fits", Unit.COUNT);

  @Override
  public Lesson lesson(Scale scale) {
    UniversalScalability law = law(Drains.seconds(service(scale)));
    return new Lesson(
        11,
        "More workers than the back end likes",
        Chapter.QUEUES,
        """
        A long backlog, and a back end that takes %s for one use alone. Its users slow each other \
        down: a 20th of the work is serial, and each pair of users costs half a hundredth more (--contention \
        0.05,0.005). 1, 2, 4, 7, 14 and 28 workers, one after the other; with one it is %s."""
            .formatted(
                Unit.written(service(scale)), Unit.PER_SECOND.shown(law.throughputPerSecond(1))),
        """
        What is the throughput with 7, 14 and 28 workers? From how many on does one more make it \
        worse?""",
        """
        Gunther's Universal Scalability Law: X(N) = λN ÷ (1 + σ(N − 1) + κN(N − 1)). What is serial \
        (σ) bends the curve; what each pair costs (κ) grows with the square and pulls it down again. \
        The peak is at √((1 − σ) ÷ κ), 13.8 here. The knee is well before, at %s workers: from \
        there on one more costs more than it brings.

        With 28 workers all are busy, the utilisation is 100 %%, and less is done than with 7. No \
        utilisation shows that; only measuring at several numbers of workers does, past the peak, as \
        'weir scaling' does it. From the first three points alone the peak can't be told."""
            .formatted(Unit.COUNT.shown(law.kneeWorkers())),
        scale.choose(Duration.ofSeconds(7), Duration.ofSeconds(30)));
  }

  private static Duration service(Scale scale) {
    return scale.choose(Duration.ofMillis(10), Duration.ofMillis(50));
  }

  private static UniversalScalability law(double serviceSeconds) {
    return new UniversalScalability(1 / serviceSeconds, CONTENTION, COHERENCY);
  }

  @Override
  public List<Answer> answers(Scale scale) {
    UniversalScalability law = law(Drains.seconds(service(scale)));
    return List.of(
        new Answer(SEVEN, law.throughputPerSecond(7)),
        new Answer(FOURTEEN, law.throughputPerSecond(14)),
        new Answer(TWENTY_EIGHT, law.throughputPerSecond(28)),
        new Answer(PEAK, law.peak().orElseThrow()));
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(service(bench.scale()));
    Map<String, String> flags = new HashMap<>(Drains.flags(service(bench.scale()), 1));
    flags.put("contention", CONTENTION + "," + COHERENCY);
    LabPipeline pipeline = bench.serve(flags);
    pipeline.publishAtOnce(EVENTS);
    UniversalScalability planned = law(service);
    List<Point> points = new ArrayList<>();
    double alone = service;
    bench.step("warming up");
    pipeline.resizeTo(WARM_UP_WORKERS);
    Bench.sleep(WARM_UP * service);
    for (int workers : TRIED) {
      pipeline.resizeTo(workers);
      bench.step(workers == 1 ? "1 worker" : workers + " workers");
      pipeline.awaitEffectiveWorkers(workers, Bench.PATIENCE);
      // The first uses of the new ones have met fewer others.
      Bench.sleep(2 * planned.serviceSeconds(workers));
      pipeline.execute(new Command.ResetStatistics());
      double rate =
          Rates.endedPerSecond(
              pipeline, Math.max(SHORTEST * service, ROUNDS * planned.serviceSeconds(workers)));
      points.add(new Point(workers, Math.max(rate, 1e-3)));
      if (workers == 1) {
        alone = pipeline.medianServiceSeconds();
      }
    }
    return findings(law(alone), points);
  }

  private static List<Finding> findings(UniversalScalability law, List<Point> points) {
    double peak = law.peak().orElseThrow();
    UniversalScalabilityFit fit = UniversalScalabilityFit.of(points);
    return List.of(
        rate(SEVEN, law, points.get(3)),
        rate(FOURTEEN, law, points.get(4)),
        rate(TWENTY_EIGHT, law, points.get(5)),
        new Finding(
            PEAK,
            peak,
            fit.law()
                .flatMap(found -> found.peak().stream().boxed().findFirst())
                .orElse(Double.NaN),
            Tolerance.share(peak, 0.25, "the curve is flat there: a few per cent move it far")));
  }

  private static Finding rate(Quantity quantity, UniversalScalability law, Point point) {
    double theory = law.throughputPerSecond(point.workers());
    return new Finding(
        quantity,
        theory,
        point.throughputPerSecond(),
        Drains.tolerance(theory).plus(theory / ROUNDS, "a round more or less in " + ROUNDS));
  }
}
