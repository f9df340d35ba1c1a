package weir.http.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import weir.core.link.Command;
import weir.core.theory.ClosedLoop;
import weir.http.lab.Lesson.Chapter;
import weir.http.load.LoadException;
import weir.http.load.LoadResult;
import weir.http.load.LoadResult.Outcome;
import weir.http.load.LoadSettings.Pattern;
import weir.http.load.Schedule;

/** In the request, in a thread of its own, through a queue. */
final class ThreeWays implements Exercise {

  private static final int CLIENTS = 50;
  private static final int REQUESTS = 100;
  private static final int WORKERS = 3;
  private static final int CONNECTIONS = 15;

  private static final Quantity SERIAL =
      new Quantity("serial", "mean answer of /direct/serial", Unit.SECONDS);
  private static final Quantity ASYNC =
      new Quantity("async", "mean answer of /direct/async", Unit.SECONDS);
  private static final Quantity EVENTS =
      new Quantity("events", "mean answer of /events", Unit.SECONDS);
  private static final Quantity ASYNC_USES =
      new Quantity("async-uses", "uses at once by 100 of /direct/async", Unit.COUNT);
  private static final Quantity EVENT_USES =
      new Quantity("event-uses", "uses at once by 50 of /events", Unit.COUNT);
  private static final Quantity HARD_SERIAL =
      new Quantity("hard-serial", "hard: answers 500 to 50 of /direct/serial", Unit.COUNT);
  private static final Quantity HARD_ASYNC =
      new Quantity("hard-async", "hard: fail after their 202, of 50 async", Unit.COUNT);
  private static final Quantity HARD_EVENTS =
      new Quantity("hard-events", "hard: fail of 50 events", Unit.COUNT);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        0,
        "Three ways to use the resource",
        Chapter.PIPELINE,
        """
        Each request uses the resource for %s. /direct/serial uses it and then answers; \
        /direct/async answers at once and has a new thread use it, however many there are; /events \
        puts an event into the ring, which three workers handle. 50 clients send 100 requests to \
        each of the first two, and 50 to the third.

        Then the hard mode: the resource takes 15 at a time and refuses whoever comes beyond that, \
        as a database does that is out of connections. 50 requests come at once, each way."""
            .formatted(Unit.written(service(scale))),
        """
        Which is faster for the client? How many use the resource at once? And what if it were your \
        database?""",
        """
        In the request, the client waits as long as the work takes, feels the resource, and slows \
        down with it. The other two answer at once, and look the same from outside. They are not. A \
        thread for each request hands everything on to the resource: what is fast for the \
        client is a stampede for the database. The queue puts the difference in between: the client \
        is answered, and the resource sees three users.

        In the hard mode the stampede has 35 of 50 refused. With /direct/serial the client is told; \
        with /direct/async the client has a 202 already, and will never be told. Of the events none \
        fails: they wait.""",
        scale.choose(Duration.ofSeconds(5), Duration.ofSeconds(30)));
  }

  private static Duration service(Scale scale) {
    return scale.choose(Duration.ofMillis(300), Duration.ofMillis(500));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    int refused = CLIENTS - CONNECTIONS;
    return List.of(
        new Answer(SERIAL, serialSeconds(Drains.seconds(service(scale)))),
        new Answer(ASYNC, 0),
        new Answer(EVENTS, 0),
        new Answer(ASYNC_USES, REQUESTS),
        new Answer(EVENT_USES, WORKERS),
        new Answer(HARD_SERIAL, refused),
        new Answer(HARD_ASYNC, refused),
        new Answer(HARD_EVENTS, 0));
  }

  /** As many servers as clients: nobody waits. */
  private static double serialSeconds(double serviceSeconds) {
    return new ClosedLoop(CLIENTS, 0, serviceSeconds, CLIENTS).responseSeconds();
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    Duration service = service(bench.scale());
    LabPipeline pipeline = bench.serve(Drains.flags(service, WORKERS));
    bench.step("warming up");
    bench.warmUpHttp("/health/live", 500);
    bench.step("/direct/serial");
    double serial = answerSeconds(bench, "/direct/serial", REQUESTS);
    bench.step("/direct/async");
    pipeline.observeAfresh();
    double async = answerSeconds(bench, "/direct/async", REQUESTS);
    awaitIdle(pipeline);
    int asyncUses = pipeline.mostUses();
    bench.step("/events");
    pipeline.observeAfresh();
    double events = answerSeconds(bench, "/events", CLIENTS);
    Bench.sleep(Drains.seconds(service) / 2);
    int eventUses = pipeline.mostUses();

    bench.step("the hard mode");
    pipeline.setServiceTime(Duration.ofMillis(1));
    pipeline.awaitEnded(CLIENTS, Bench.PATIENCE);
    pipeline.setServiceTime(service);
    pipeline.execute(
        new Command.SetResource(
            Map.of("capacity", String.valueOf(CONNECTIONS), "acquire-timeout", "0s")));
    LoadResult hardSerial = atOnce(bench, "/direct/serial");
    awaitIdle(pipeline);
    atOnce(bench, "/direct/async");
    awaitIdle(pipeline);
    long hardAsync = failedAsync(bench);
    atOnce(bench, "/events");
    Bench.sleep(Drains.seconds(service) / 2);
    pipeline.setServiceTime(Duration.ofMillis(1));
    pipeline.awaitEnded(2 * CLIENTS, Bench.PATIENCE);
    long failed = pipeline.totals().failed().orElseThrow();

    double seconds = Drains.seconds(service);
    Tolerance answered = Tolerance.of(seconds / 3, "what HTTP and the machine take");
    double refused = CLIENTS - CONNECTIONS;
    return List.of(
        new Finding(SERIAL, serialSeconds(seconds), serial, answered),
        new Finding(ASYNC, 0, async, answered),
        new Finding(EVENTS, 0, events, answered),
        new Finding(
            ASYNC_USES,
            REQUESTS,
            asyncUses,
            Tolerance.share(REQUESTS, 0.1, "the first may be done before the last comes")),
        new Finding(EVENT_USES, WORKERS, eventUses, Tolerance.EXACT),
        new Finding(HARD_SERIAL, refused, hardSerial.count(Outcome.OTHER_STATUS), late()),
        new Finding(HARD_ASYNC, refused, hardAsync, late()),
        new Finding(HARD_EVENTS, 0, failed, Tolerance.EXACT));
  }

  private static Tolerance late() {
    return Tolerance.of(3, "one that comes after the first is done finds room");
  }

  private static double answerSeconds(Bench bench, String path, int requests)
      throws LoadException, InterruptedException {
    Pattern pattern = new Pattern.Closed(0, requests, Long.MAX_VALUE);
    return bench.load(path, pattern, CLIENTS).await().fromSend().getMean() / 1e6;
  }

  private static LoadResult atOnce(Bench bench, String path)
      throws LoadException, InterruptedException {
    return bench.load(path, new Pattern.Open(Schedule.burst(CLIENTS)), CLIENTS).await();
  }

  private static void awaitIdle(LabPipeline pipeline) throws InterruptedException {
    pipeline.awaitUses(0, Bench.PATIENCE);
  }

  private static long failedAsync(Bench bench) throws IOException {
    try (InputStream answer = bench.url("/direct").toURL().openStream()) {
      JsonNode direct = JsonMapper.builder().build().readTree(answer);
      return direct.at("/async/failed").asLong();
    }
  }
}
