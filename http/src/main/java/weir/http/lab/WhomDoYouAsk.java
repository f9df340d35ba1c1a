package weir.http.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import weir.core.link.Command;
import weir.core.theory.BurstDrain;
import weir.core.theory.DrainTimeline;
import weir.core.theory.DrainTimeline.Resize;
import weir.http.lab.Lesson.Chapter;
import weir.http.load.LoadResult;
import weir.http.load.LoadSettings.Pattern;
import weir.http.load.Schedule;

/** A client that does not send while the server stalls, and what its users would have felt. */
final class WhomDoYouAsk implements Exercise {

  private static final int REQUESTS = 400;
  private static final double PER_SECOND = 100;
  private static final Duration SERVICE = Duration.ofMillis(1);

  /** Shares of the whole time. */
  private static final double FREEZE_FROM = 0.5;

  private static final double FREEZE_FOR = 0.1;

  /** Whoever waits longer has felt it. */
  private static final double FELT_SECONDS = 0.1;

  /** Of a mean, beyond which it hardly ever is. */
  private static final double STANDARD_ERRORS = 3;

  private static final String UNEQUAL = "round trips that are not alike";

  private static final Quantity FELT_P99 =
      new Quantity("felt", "p99 from the intended arrival", Unit.SECONDS);
  private static final Quantity TOLD_P99 = new Quantity("told", "p99 from sending", Unit.SECONDS);
  private static final Quantity USERS =
      new Quantity("users", "requests that felt more than 100 ms", Unit.COUNT);
  private static final Quantity SENT =
      new Quantity("sent", "requests that say so, from sending", Unit.COUNT);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        9,
        "Whom do you ask?",
        Chapter.QUEUES,
        """
        100 requests a second, one each 10 ms, over one connection, for %s. Each takes 1 ms. In the \
        middle the back end stands still for %s. The load knows when each request was meant to be \
        sent; a client that waits for its answer before it sends the next does not."""
            .formatted(
                Unit.seconds(requests(scale) / PER_SECOND), Unit.seconds(freezeSeconds(scale))),
        """
        What is the 99th percentile, timed from sending, as ab does? What is it from the moment at \
        which each request was meant to be sent, as its user would time it? How many users felt it, \
        and how many requests say so?""",
        """
        One request meets the freeze and waits for it. The next ones have not been sent: the \
        connection is busy. They are late when their time comes, and then take 1 ms each, timed from \
        sending. So of a tenth of all users who waited, one is counted, and the 99th percentile \
        does not see that one.

        This is coordinated omission (Gil Tene): the client stops measuring just when there is \
        something to measure. The remedy is to time from when a request should have been sent, and \
        to send when it is time: an open load. 'weir load' does both, and shows the two columns.""",
        scale.choose(Duration.ofSeconds(6), Duration.ofSeconds(13)));
  }

  private static int requests(Scale scale) {
    return scale == Scale.SCALED ? REQUESTS : 5 * REQUESTS / 2;
  }

  private static double freezeSeconds(Scale scale) {
    return FREEZE_FOR * requests(scale) / PER_SECOND;
  }

  @Override
  public List<Answer> answers(Scale scale) {
    double from = FREEZE_FROM * requests(scale) / PER_SECOND;
    DrainTimeline theory = theory(scale, Drains.seconds(SERVICE), from);
    return List.of(
        new Answer(FELT_P99, theory.responseQuantileSeconds(0.99)),
        new Answer(TOLD_P99, Drains.seconds(SERVICE)),
        new Answer(USERS, felt(theory, scale)),
        new Answer(SENT, 1));
  }

  /** A back end that stands still is a pool without workers. */
  private static DrainTimeline theory(Scale scale, double serviceSeconds, double freezeAt) {
    return DrainTimeline.of(
        new BurstDrain(requests(scale), serviceSeconds, 1),
        PER_SECOND,
        List.of(new Resize(freezeAt, 0), new Resize(freezeAt + freezeSeconds(scale), 1)));
  }

  private static int felt(DrainTimeline theory, Scale scale) {
    return (int)
        IntStream.range(0, requests(scale))
            .filter(event -> theory.responseSeconds(event) > FELT_SECONDS)
            .count();
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    Scale scale = bench.scale();
    LabPipeline pipeline = bench.serve(Map.of("service-time", Unit.written(SERVICE)));
    bench.step("warming up");
    bench.warmUpHttp("/events/await", 500);
    pipeline.execute(new Command.ResetStatistics());
    bench.step("100 requests a second");
    long startNanos = System.nanoTime();
    RunningLoad load =
        bench.load(
            "/events/await",
            new Pattern.Open(Schedule.constant(PER_SECOND).upTo(requests(scale), Long.MAX_VALUE)),
            1);
    double from = FREEZE_FROM * requests(scale) / PER_SECOND;
    Bench.sleepUntil(startNanos + Math.round(from * 1e9));
    pipeline.execute(new Command.FreezeResource(Math.round(freezeSeconds(scale) * 1e9)));
    bench.step("frozen for a tenth of the time");
    LoadResult result = load.await();
    return findings(scale, from, result);
  }

  private static List<Finding> findings(Scale scale, double from, LoadResult result) {
    // There is one connection: it is what serves, and HTTP is a part of that.
    Histogram others = others(result.fromSend());
    double roundTrip = others.getMean() / 1e6;
    DrainTimeline theory = theory(scale, roundTrip, from);
    double freeze = freezeSeconds(scale);
    double felt = theory.responseQuantileSeconds(0.99);
    int users = felt(theory, scale);
    // On a busy machine those that make up for the freeze may take longer than the others.
    double error = STANDARD_ERRORS * others.getStdDeviation() / 1e6 / Math.sqrt(users);
    DrainTimeline slower = theory(scale, roundTrip + error, from);
    return List.of(
        new Finding(
            FELT_P99,
            felt,
            p99(result.fromIntended()),
            Tolerance.share(felt, 0.15, "a request more or less in the freeze, HTTP")
                .plus(slower.responseQuantileSeconds(0.99) - felt, UNEQUAL)),
        new Finding(
            TOLD_P99,
            roundTrip,
            p99(result.fromSend()),
            Tolerance.share(freeze, 0.2, "of the freeze: what HTTP and the machine take")),
        new Finding(
            USERS,
            users,
            longer(result.fromIntended()),
            Tolerance.share(users, 0.2, "hiccups of the machine are felt, too")
                .plus(felt(slower, scale) - users, UNEQUAL)),
        new Finding(
            SENT,
            1,
            longer(result.fromSend()),
            Tolerance.share(users, 0.2, "of those who felt it: hiccups of the machine")));
  }

  /** Those that did not meet the freeze. */
  private static Histogram others(Histogram micros) {
    Histogram others = micros.copy();
    others.reset();
    for (HistogramIterationValue value : micros.recordedValues()) {
      if (value.getValueIteratedTo() <= FELT_SECONDS * 1e6) {
        others.recordValueWithCount(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
      }
    }
    return others;
  }

  private static double p99(Histogram micros) {
    return micros.getValueAtPercentile(99) / 1e6;
  }

  private static int longer(Histogram micros) {
    long limit = Math.round(FELT_SECONDS * 1e6);
    return (int) (micros.getTotalCount() - micros.getCountBetweenValues(0, limit));
  }
}
