package weir.http.lab;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import weir.http.lab.Lesson.Chapter;
import weir.http.load.LoadResult;
import weir.http.load.LoadResult.Outcome;
import weir.http.load.LoadSettings.Pattern;
import weir.http.load.Schedule;

/** More events than a ring has room for. */
final class FullRing implements Exercise {

  private static final int SLOTS = 64;
  private static final int CONNECTIONS = 20;

  /** Longer than it takes to send the burst: nothing ends meanwhile. */
  private static final Duration SLOW = Duration.ofSeconds(2);

  private static final Quantity ACCEPTED =
      new Quantity("accepted", "events accepted, with the first (202)", Unit.EVENTS);
  private static final Quantity REJECTED =
      new Quantity("rejected", "events turned away (503)", Unit.EVENTS);
  private static final Quantity HANDLED =
      new Quantity("handled", "events handled in the end", Unit.EVENTS);
  private static final Quantity LOST =
      new Quantity("lost", "events that got a 202 and were lost", Unit.EVENTS);

  @Override
  public Lesson lesson(Scale scale) {
    return new Lesson(
        6,
        "A full ring",
        Chapter.PIPELINE,
        """
        A ring of %s slots and one worker, which is at an event that takes %s. Meanwhile 999 more \
        requests come over HTTP; no event ends before the last of them has been answered."""
            .formatted(Unit.COUNT.shown(SLOTS), Unit.written(SLOW)),
        """
        How many of the 1,000 events are accepted, and what are the others told? Where would you \
        rather have the queue: in the ring, or in front of it?""",
        """
        The worker has taken the first event out of the ring, and its slot is free again; so %s \
        more fit. Whoever finds the ring full is told so at once, with 503 and Retry-After, and \
        can do something about it. Whoever was told 202 is handled.

        The original says 200 to everybody. Of 50,000 events sent at once it handled 10,999; the \
        other 39,001 were dropped in silence when its buffer of 10,000 was full, and its gauge of \
        enqueued events never came back to 0."""
            .formatted(Unit.COUNT.shown(SLOTS)),
        Duration.ofSeconds(4));
  }

  @Override
  public List<Answer> answers(Scale scale) {
    int fit = SLOTS + 1;
    return List.of(
        new Answer(ACCEPTED, fit),
        new Answer(REJECTED, Drains.EVENTS - fit),
        new Answer(HANDLED, fit),
        new Answer(LOST, 0));
  }

  @Override
  public List<Finding> run(Bench bench) throws Exception {
    LabPipeline pipeline =
        bench.serve(
            Map.of(
                "ring-size", String.valueOf(SLOTS),
                "workers", "1",
                "service-time", Unit.written(SLOW)));
    bench.step("1,000 events for a ring of 64");
    pipeline.publishAtOnce(1);
    pipeline.await(ledger -> ledger.inFlight() == 1, Bench.PATIENCE);
    LoadResult sent =
        bench
            .load("/events", new Pattern.Open(Schedule.burst(Drains.EVENTS - 1)), CONNECTIONS)
            .await();
    long accepted = 1 + sent.count(Outcome.OK);
    // What comes after the first need not be slow to tell what is lost.
    pipeline.setServiceTime(Duration.ofMillis(5));
    pipeline.awaitEnded(accepted, Bench.PATIENCE);
    long handled = pipeline.totals().completed();
    double fit = SLOTS + 1;
    return List.of(
        new Finding(ACCEPTED, fit, accepted, Tolerance.EXACT),
        new Finding(REJECTED, Drains.EVENTS - fit, sent.count(Outcome.REJECTED), Tolerance.EXACT),
        new Finding(HANDLED, fit, handled, Tolerance.EXACT),
        new Finding(LOST, 0, accepted - handled, Tolerance.EXACT));
  }
}
