package weir.http.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import weir.http.lab.Lesson.Chapter;
import weir.http.load.LoadSettings.Pattern;
import weir.http.load.Schedule;

/** An event's way through the code, and the ledger's word for each place. */
final class TraceTheCode implements Exercise {

  private static final int EVENTS = 10;

  /** Long enough to look at an event that is at the resource. */
  private static final Duration SLOW = Duration.ofMillis(800);

  private static final Quantity RING =
      new Quantity("ring", "10 requests, no worker: backlog", Unit.EVENTS);
  private static final Quantity FLIGHT =
      new Quantity("flight", "one worker comes: in flight", Unit.EVENTS);
  private static final Quantity BEHIND = new Quantity("behind", "and backlog", Unit.EVENTS);
  private static final Quantity RECORDED =
      new Quantity("recorded", "response times recorded in the end", Unit.EVENTS);
  private static final Quantity TOLD =
      new Quantity("told", "completed events that a panel is told of", Unit.EVENTS);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        15,
        "Trace the code",
        Chapter.PIPELINE,
        """
        Ten requests come over HTTP to a ring of 16 slots, while there is no worker. Then one comes, \
        and the first event is at the resource for %s. Then the others follow, faster."""
            .formatted(Unit.written(SLOW)),
        """
        Follow an event through the code. Where it is, the ledger has a word for: accepted = \
        completed + failed + backlog + in flight. Which figures does each step show?

        weir.http.server.EventRoute: the request; answered 202 once the event is in
        weir.http.server.Publishing: turns it into an event
        weir.core.pipeline.Pipeline: offers it to the ring
        weir.core.ring.EventRing: reserves a slot, fills it, makes it available: backlog
        weir.core.worker.Worker: claims it, copies it out, frees the slot: in flight
        weir.core.pipeline.MockResourceHandler: what is done with it
        weir.core.resource.MockResource: takes its time
        weir.core.latency.WorkerRecorder: five clocks; then it is counted as completed
        weir.core.telemetry.Sampler: every 50 ms, a snapshot of all of it
        weir.core.link.LinkServer: sends that to the panels
        weir.desktop.client.PanelConnection: takes it in, in another process""",
        """
        An event is in the ring until a worker claims it, so with no worker all ten are. The worker \
        holds one event and no more; its slot is free before its handler starts, so that a slow \
        handler costs one worker and not the ring. Latencies are recorded before an event is counted \
        as ended: who sees ten completed finds ten times recorded. The panel is told of all that by \
        figures, of no event by itself.""",
        Duration.ofSeconds(4));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    return List.of(
        new Answer(RING, EVENTS),
        new Answer(FLIGHT, 1),
        new Answer(BEHIND, EVENTS - 1.0),
        new Answer(RECORDED, EVENTS),
        new Answer(TOLD, EVENTS));
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    LabPipeline pipeline =
        bench.serve(Map.of("ring-size", "16", "workers", "1", "service-time", Unit.written(SLOW)));
    try (Onlooker onlooker = bench.onlooker()) {
      bench.step("no worker");
      pipeline.resizeTo(0);
      pipeline.awaitEffectiveWorkers(0, Bench.PATIENCE);
      bench.load("/events", new Pattern.Open(Schedule.burst(EVENTS)), 1).await();
      long ring = pipeline.totals().backlog();
      bench.step("one worker");
      pipeline.resizeTo(1);
      pipeline.await(ledger -> ledger.inFlight() == 1, Bench.PATIENCE);
      long inFlight = pipeline.totals().inFlight();
      long behind = pipeline.totals().backlog();
      pipeline.setServiceTime(Duration.ofMillis(5));
      pipeline.awaitEnded(EVENTS, Bench.PATIENCE);
      return List.of(
          count(RING, EVENTS, ring),
          count(FLIGHT, 1, inFlight),
          count(BEHIND, EVENTS - 1, behind),
          count(RECORDED, EVENTS, pipeline.response().count()),
          count(TOLD, EVENTS, onlooker.awaitCompleted(EVENTS, Bench.PATIENCE)));
    }
  }

  private static Finding count(Quantity quantity, long theory, long measured) {
    return new Finding(quantity, theory, measured, Tolerance.EXACT);
  }
}
