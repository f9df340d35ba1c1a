package weir.http.lab;

import java.time.Duration;
import java.util.List;
import weir.core.theory.BurstDrain;
import weir.core.theory.DrainTimeline;
import weir.http.lab.Lesson.Chapter;
import weir.http.load.LoadResult;
import weir.http.load.LoadSettings.Pattern;

/** The time of an answer, and the time of an event. */
final class WhatAbMeasures implements Exercise {

  private static final int EVENTS = 300;
  private static final int CLIENTS = 50;

  private static final Quantity ANSWER =
      new Quantity("answer", "/events: mean time of an answer", Unit.SECONDS);
  private static final Quantity EVENT =
      new Quantity("event", "/events: mean response time of an event", Unit.SECONDS);
  private static final Quantity AWAITED =
      new Quantity("awaited", "/events/await: mean time of an answer", Unit.SECONDS);
  private static final Quantity LAST =
      new Quantity("last", "/events/await: all is done after", Unit.SECONDS);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        2,
        "What ab measures",
        Chapter.PIPELINE,
        """
        300 requests from 50 clients, each of which waits for its answer before it sends again, as \
        ab -c 50 does. One worker, %s an event. First to /events, which answers as soon as the event \
        is in the ring; then the same to /events/await, which answers when the event has ended."""
            .formatted(Unit.written(scale.serviceTime())),
        """
        In the first run, what does ab say an answer takes, and what does the panel say an event \
        takes? Both are right: what does each of them time? And in the second run, the same work: \
        what does an answer take now, and when is all done?""",
        """
        ab times the answer, and the answer only says that the event is in the ring. The panel times \
        the event, from its arrival to its end. Neither of the two is the other's fault.

        In the second run the client waits for the end. Then there are never more than 50 events in \
        the pipeline, since whoever waits does not send: each waits for the 49 before it, so that \
        the mean is 50 services, however many are sent in all. The queue is as long as before; most \
        of it stands in front of the server, where nobody times it. All is done at the same time.""",
        scale.choose(Duration.ofSeconds(5), Duration.ofMinutes(6)));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    BurstDrain burst = new BurstDrain(EVENTS, Drains.seconds(scale.serviceTime()), 1);
    DrainTimeline loop = DrainTimeline.closedLoop(burst, CLIENTS);
    return List.of(
        new Answer(ANSWER, 0),
        new Answer(EVENT, burst.meanResponseSeconds()),
        new Answer(AWAITED, loop.meanResponseSeconds()),
        new Answer(LAST, loop.makespanSeconds()));
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    double service = Drains.seconds(bench.scale().serviceTime());
    LabPipeline pipeline = bench.serve(Drains.flags(bench.scale().serviceTime(), 1));
    Duration patience = Drains.patience(EVENTS * service);
    bench.step("warming up");
    bench.warmUpHttp("/health/live", 500);
    bench.step("/events");
    LoadResult answered = send(bench, "/events");
    pipeline.awaitEnded(EVENTS, patience);
    double event = pipeline.meanResponseSeconds();
    double sending = answered.tookNanos() / 1e9;
    DrainTimeline burst =
        DrainTimeline.of(
            new BurstDrain(EVENTS, pipeline.meanServiceSeconds(), 1), EVENTS / sending, List.of());

    bench.step("/events/await");
    LoadResult awaited = send(bench, "/events/await");
    DrainTimeline loop =
        DrainTimeline.closedLoop(new BurstDrain(EVENTS, pipeline.meanServiceSeconds(), 1), CLIENTS);
    return List.of(
        new Finding(
            ANSWER,
            0,
            answered.fromSend().getMean() / 1e6,
            Tolerance.share(burst.meanResponseSeconds(), 0.1, "HTTP, next to an event's time")),
        finding(EVENT, burst.meanResponseSeconds(), event, pipeline),
        finding(AWAITED, loop.meanResponseSeconds(), awaited.fromSend().getMean() / 1e6, pipeline),
        finding(LAST, loop.makespanSeconds(), awaited.tookNanos() / 1e9, pipeline));
  }

  private static LoadResult send(Bench bench, String path) throws Exception {
    return bench.load(path, new Pattern.Closed(0, EVENTS, Long.MAX_VALUE), CLIENTS).await();
  }

  private static Finding finding(
      Quantity quantity, double theory, double measured, LabPipeline pipeline) {
    return new Finding(
        quantity,
        theory,
        measured,
        Drains.tolerance(theory, pipeline).plus(0.05 * theory, "as much for HTTP"));
  }
}
