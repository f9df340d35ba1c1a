package weir.http.lab;

import java.time.Duration;
import java.util.List;
import weir.core.figures.DepthSample;
import weir.core.theory.BurstDrain;
import weir.http.lab.Lesson.Chapter;

/** How long an event takes, by how many wait when it comes. */
final class DepthAtArrival implements Exercise {

  private static final int WORKERS = 3;
  private static final int EVENTS = 450;

  /** More than the workers can do: the queue grows while events come. */
  private static final double OVERLOAD = 2;

  private static final int DEPTH = 100;

  /** Of events that come within microseconds, after a hiccup say, some have no depth. */
  private static final Duration TELLING = Duration.ofSeconds(2);

  /** By which a step in the middle of points tilts their line. */
  private static final double TILT = 1.5;

  private static final Quantity ONE =
      new Quantity("one", "each event in front costs, with 1 worker", Unit.SECONDS);
  private static final Quantity THREE =
      new Quantity("three", "each event in front costs, with 3", Unit.SECONDS);
  private static final Quantity HUNDRED =
      new Quantity("hundred", "response of one that finds 100, with 3", Unit.SECONDS);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        13,
        "What the depth of the queue costs",
        Chapter.PIPELINE,
        """
        Two pipelines, one worker and three, %s for each event. To each come 450 events, twice as \
        fast as its workers can do them. Of each event we note how many were waiting when it came, \
        and how long it took in the end: a point in the panel's tab 'Depth'."""
            .formatted(Unit.written(scale.serviceTime())),
        """
        What do the points look like? How much longer does an event take for each one that stands in \
        front of it? How long does it take if it finds 100 waiting?""",
        """
        Whoever finds d events in front waits until they have been taken, which c workers do \
        at the rate c ÷ S. So the points are on a line: its slope is S ÷ c, and it starts at one \
        service. The depth at arrival tells the response before the event has been served: which is \
        why the age of the oldest, or the backlog ÷ throughput, is the figure to alert on. The \
        latency of those that have ended comes too late.

        What makes the slope less steep is workers. What makes the queue short is that less comes.""",
        scale.choose(Duration.ofSeconds(5), Duration.ofMinutes(6)));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double service = Drains.seconds(scale.serviceTime());
    return List.of(
        new Answer(ONE, slope(service, 1)),
        new Answer(THREE, slope(service, WORKERS)),
        new Answer(HUNDRED, responseSeconds(service)));
  }

  private static double slope(double serviceSeconds, int workers) {
    return new BurstDrain(workers * DEPTH, serviceSeconds, workers).makespanSeconds()
        / (workers * DEPTH);
  }

  /** Those in front are taken evenly; then its own service. */
  private static double responseSeconds(double serviceSeconds) {
    return DEPTH * slope(serviceSeconds, WORKERS) + serviceSeconds;
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(bench.scale().serviceTime());
    LabPipeline three = bench.serve(Drains.flags(bench.scale().serviceTime(), WORKERS));
    LabPipeline one = bench.beside("1 worker", Drains.flags(bench.scale().serviceTime(), 1));
    bench.step("backlog with 3 workers, and with 1");
    Lane.send(
        List.of(
            Lane.of(Sample.even(EVENTS, OVERLOAD * WORKERS / service), three),
            Lane.of(Sample.even(EVENTS, OVERLOAD / service), one)));
    Duration patience = Drains.patience(EVENTS * service);
    one.awaitEnded(EVENTS, patience);
    three.awaitEnded(EVENTS, patience);
    Line lineOfOne = Line.through(one.awaitDepths(EVENTS, TELLING));
    Line lineOfThree = Line.through(three.awaitDepths(EVENTS, TELLING));
    double slopeOfOne = slope(one.meanServiceSeconds(), 1);
    double slopeOfThree = slope(three.meanServiceSeconds(), WORKERS);
    double hundred = responseSeconds(three.meanServiceSeconds());
    return List.of(
        new Finding(ONE, slopeOfOne, lineOfOne.slope(), tolerance(slopeOfOne, one)),
        new Finding(THREE, slopeOfThree, lineOfThree.slope(), tolerance(slopeOfThree, three)),
        new Finding(
            HUNDRED,
            hundred,
            lineOfThree.at(DEPTH),
            Drains.tolerance(hundred, three)
                .plus(service, "up to a service for what is under way when it comes")));
  }

  /** The queue gets as long as half of all events. */
  private static Tolerance tolerance(double slope, LabPipeline pipeline) {
    double hiccup = pipeline.longestHiccupSeconds();
    return Drains.tolerance(slope)
        .plus(
            TILT * hiccup / (EVENTS / OVERLOAD),
            "a hiccup of %s, which lifts one end of the line".formatted(Unit.seconds(hiccup)));
  }

  /** The straight line with the least squares. */
  private record Line(double slope, double start) {

    static Line through(List<DepthSample.Point> points) {
      double meanDepth = points.stream().mapToLong(DepthSample.Point::depth).average().orElse(0);
      double meanSeconds =
          points.stream().mapToLong(DepthSample.Point::responseMicros).average().orElse(0) / 1e6;
      double together = 0;
      double squares = 0;
      for (DepthSample.Point point : points) {
        double depth = point.depth() - meanDepth;
        together += depth * (point.responseMicros() / 1e6 - meanSeconds);
        squares += depth * depth;
      }
      double slope = together / squares;
      return new Line(slope, meanSeconds - slope * meanDepth);
    }

    double at(double depth) {
      return start + slope * depth;
    }
  }
}
