package weir.core.worker.plans;

import weir.core.controlled.Stage;
import weir.core.latency.ArrivalCohorts;
import weir.core.latency.CohortRecorder;
import weir.core.ring.EventRing;
import weir.core.ring.FullRingPolicy;
import weir.core.ring.PublishOutcome;
import weir.core.ring.Slot;
import weir.core.worker.ElasticWorkerPool;
import weir.core.worker.PoolCounts;

/** An {@link EventRing} before a pool: what it accepts is what ends, also when it closes. */
final class PlannedRing {

  private static final int EVENTS = 4;

  private final Stage stage;
  private final ElasticWorkerPool<Slot<Integer>> pool;
  private final EventRing<Integer> ring;
  private final int[] handled = new int[EVENTS];
  private int arrived;
  private int ended;
  private int accepted;
  private int answered;

  private PlannedRing(Stage stage) {
    this.stage = stage;
    pool =
        ElasticWorkerPool.<Slot<Integer>>builder(Slot::new, Slot::moveTo, worker -> this::handle)
            .ringSize(4)
            .maxWorkers(2)
            .threadFactory(task -> new Thread(task, "worker"))
            .buildWorkers();
    ring = new EventRing<>(pool.ring(), new FullRingPolicy.Block(), new CountedArrivals(), () -> 1);
  }

  private final class CountedArrivals extends ArrivalCohorts {
    CountedArrivals() {
      super(0);
    }

    @Override
    public void countArrival(CohortRecorder cohort, long intendedNanos) {
      stage.step("countArrival");
      arrived++;
    }
  }

  private void handle(Slot<Integer> event) {
    stage.check(handled[event.payload()]++ == 0, "an event was handled twice");
    ended++;
    stage.check(arrived >= ended, "more events have ended than have arrived");
  }

  static void run(Stage stage) {
    new PlannedRing(stage).run();
  }

  private void run() {
    pool.resizeTo(2);
    for (int publisher = 0; publisher < 2; publisher++) {
      int first = publisher * EVENTS / 2;
      stage.start("publisher-" + publisher, () -> publish(first, first + EVENTS / 2));
    }
    boolean closes = stage.choose(2) == 1;
    if (closes) {
      stage.start("closer", ring::close);
    }
    long before = 0;
    for (int look = 0; look < 3; look++) {
      long now = ring.acceptedAmong(pool.counts().reserved());
      stage.check(now >= before, "fewer events accepted than before: " + now);
      before = now;
    }
    stage.await("publishers", () -> answered == EVENTS);
    stage.awaitQuiet();
    PoolCounts counts = pool.counts();
    stage.check(closes || accepted == EVENTS, "an open ring has refused an event");
    stage.check(
        ended == accepted
            && arrived == accepted
            && counts.completed() == accepted
            && counts.skipped() == counts.reserved() - accepted
            && ring.acceptedAmong(counts.reserved()) == accepted
            && ring.rejected() == EVENTS - accepted,
        accepted + " accepted, " + ended + " ended, " + arrived + " arrived, " + counts);
  }

  private void publish(int from, int to) {
    for (int event = from; event < to; event++) {
      PublishOutcome outcome = ring.publish(event);
      stage.step("published");
      accepted += outcome == PublishOutcome.ACCEPTED ? 1 : 0;
      answered++;
    }
  }
}
