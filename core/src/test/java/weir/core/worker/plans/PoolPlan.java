package weir.core.worker.plans;

import weir.core.controlled.Plan;
import weir.core.controlled.Stage;
import weir.core.worker.PoolCounts;
import weir.core.worker.PublishResult;

/** The plans. Each is small: what matters are the orders in which it can happen. */
enum PoolPlan implements Plan {

  /** Publishers wait for room, workers compete. */
  PUBLISH {
    @Override
    public void run(Stage stage) {
      int workers = 1 + stage.choose(3);
      PlannedPool planned = PlannedPool.workers(stage, 2, 3, 1 + stage.choose(2));
      planned.pool.resizeTo(workers);
      startPublishers(planned, 2, 3);
      planned.awaitEnded(6);
      planned.checkRest();
      planned.checkRoom();
      planned.checkClose();
    }
  },

  /** Events come while the workers sleep, and some in batches. */
  PUBLISH_TO_IDLE {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 4, 2, 4);
      planned.resizeAndAwaitQuiet(1 + stage.choose(2));
      stage.start("publisher", () -> planned.publishMany(3));
      startPublishers(planned, 2, 1);
      planned.awaitEnded(5);
      planned.checkRest();
      startPublishers(planned, 1, 1);
      planned.awaitEnded(6);
      planned.checkRest();
      planned.checkRoom();
    }
  },

  /** One event for one sleeping worker, again and again. */
  ONE_BY_ONE {
    @Override
    public void run(Stage stage) {
      oneByOne(stage, PlannedPool.workers(stage, 2, 2, 1));
    }
  },

  /** As many events as idle workers, published at once: all handlers must meet. Twice. */
  BARRIER {
    @Override
    public void run(Stage stage) {
      int workers = 2 + stage.choose(3);
      PlannedPool planned = PlannedPool.workers(stage, 8, 4, 1);
      planned.handling(
          id -> {
            int all = (id / workers + 1) * workers;
            stage.await("all handlers to meet", () -> planned.started >= all);
          });
      planned.resizeAndAwaitQuiet(workers);
      for (int round = 1; round <= 2; round++) {
        planned.publishMany(workers);
        planned.awaitEnded(round * workers);
        stage.awaitQuiet();
      }
      planned.checkRest();
    }
  },

  /** As BARRIER, with events of two publishers, one by one. */
  BARRIER_OF_TWO_PUBLISHERS {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 4, 2, 1);
      planned.handling(id -> stage.await("both handlers", () -> planned.started == 2));
      if (stage.choose(2) == 0) {
        planned.resizeAndAwaitQuiet(2);
      } else {
        planned.pool.resizeTo(2);
      }
      startPublishers(planned, 2, 1);
      planned.awaitEnded(2);
      planned.checkRest();
    }
  },

  /** One worker, and signals that are left to each other. */
  SIGNALS {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 4, 1, 1);
      planned.resizeAndAwaitQuiet(1);
      startPublishers(planned, 3, 1);
      planned.awaitEnded(3);
    }
  },

  /** Handlers must meet although their workers had to leave and were called back in between. */
  BARRIER_AFTER_RESIZE {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 8, 3, 1);
      planned.handling(id -> stage.await("all handlers to meet", () -> planned.started % 3 == 0));
      planned.resizeAndAwaitQuiet(3);
      planned.pool.resizeTo(stage.choose(3));
      planned.pool.resizeTo(3);
      planned.publishMany(3);
      planned.awaitEnded(3);
      planned.checkRest();
    }
  },

  /** Resizes while events are published, down to none as well. */
  RESIZE {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 2, 3, 1 + stage.choose(2));
      resizeWhilePublishing(stage, planned, 2);
    }
  },

  /** Two who resize at once. */
  RESIZE_AGAINST_RESIZE {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 4, 3, 1);
      Thread one = stage.start("resizer", () -> planned.pool.resizeTo(1 + stage.choose(3)));
      Thread other = stage.start("resizer", () -> planned.pool.resizeTo(1 + stage.choose(3)));
      startPublishers(planned, 1, 2);
      stage.join(one);
      stage.join(other);
      planned.awaitEnded(2);
      planned.checkRest();
    }
  },

  /** Fewer workers while a burst comes: nobody may leave with what the others wait for. */
  SHRINK_IN_A_BURST {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 4, 3, 1);
      planned.resizeAndAwaitQuiet(3);
      startPublishers(planned, 2, 2);
      planned.pool.resizeTo(2);
      planned.pool.resizeTo(1);
      planned.awaitEnded(4);
      planned.checkRest();
      planned.checkRoom();
    }
  },

  /** Events published to a paused pool wait, and are handled when it goes on. */
  PAUSE {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 4, 2, 2);
      planned.resizeAndAwaitQuiet(2);
      startPublishers(planned, 2, 1);
      planned.pool.resizeTo(0);
      stage.await("publication", () -> planned.accepted == 2);
      stage.awaitQuiet();
      stage.check(planned.pool.effectiveWorkers() == 0, "a paused pool has workers");
      int before = planned.started;
      startPublishers(planned, 1, 1);
      stage.await("publication", () -> planned.accepted == 3);
      stage.awaitQuiet();
      stage.check(planned.started == before, "a paused pool handled an event");
      planned.pool.resizeTo(1 + stage.choose(2));
      planned.awaitEnded(3);
      planned.checkRest();
    }
  },

  /** The pool closes while events are published: what was accepted is handled or still there. */
  CLOSE {
    @Override
    public void run(Stage stage) {
      closeWhilePublishing(stage, PlannedPool.workers(stage, 4, 2, 2));
    }
  },

  /** A parked worker leaves before one that is busy, whatever their places. */
  PARKED_LEAVES_FIRST {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 2, 2, 1);
      boolean[] mayEnd = new boolean[1];
      int parked = stage.choose(2);
      planned.handling(
          id -> {
            stage.await("both handlers", () -> planned.started == 2);
            if (Thread.currentThread() != planned.threads.get(parked)) {
              stage.await("leave to end", () -> mayEnd[0]);
            }
          });
      planned.resizeAndAwaitQuiet(2);
      planned.publishMany(2);
      planned.awaitEnded(1);
      stage.awaitQuiet();
      planned.resizeAndAwaitQuiet(1);
      mayEnd[0] = true;
      planned.awaitEnded(2);
      planned.checkRest();
    }
  },

  /** Handlers are quick and the backlog is deep: claims take more than one event. */
  BATCHES {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 64, 2, 8);
      long[] most = new long[1];
      planned.handling(id -> most[0] = Math.max(most[0], planned.pool.counts().inFlight()));
      planned.publishMany(64);
      planned.pool.resizeTo(1);
      planned.awaitEnded(64);
      stage.check(most[0] > 2, "no claim took more than " + most[0] + " of 64 events");
      planned.checkRest();
    }
  },

  /** An interrupt from outside neither keeps a worker from sleeping nor from waking up. */
  INTERRUPT {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 4, 2, 1);
      boolean[] met = new boolean[1];
      planned.handling(id -> met[0] |= Thread.currentThread().isInterrupted());
      planned.resizeAndAwaitQuiet(2);
      stage.interrupt(planned.threads.get(stage.choose(2)));
      stage.awaitQuiet();
      startPublishers(planned, 1, 2);
      planned.awaitEnded(2);
      planned.checkRest();
      stage.check(!met[0], "an event met an interrupt that was not meant for it");
      planned.pool.resizeTo(0);
      stage.interrupt(planned.threads.get(stage.choose(2)));
      planned.resizeAndAwaitQuiet(1);
      planned.checkClose();
    }
  },

  /** The counts of any moment make sense, and none falls. */
  AUDIT {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 4, 2, 2);
      planned.pool.resizeTo(2);
      startPublishers(planned, 2, 2);
      stage.start("auditor", () -> audit(stage, planned));
      audit(stage, planned);
      planned.awaitEnded(4);
      planned.checkRest();
    }
  },

  /** Handlers that throw: their events end all the same. */
  FAILURES {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.workers(stage, 2, 2, 2);
      planned.handling(
          id -> {
            if (id % 2 == 0) {
              throw new StackOverflowError("on purpose");
            }
          });
      planned.pool.resizeTo(2);
      startPublishers(planned, 2, 2);
      planned.awaitEnded(4);
      planned.checkRest();
    }
  },

  /** Events of one or two keys, and little room for those that wait behind them. */
  ORDERED {
    @Override
    public void run(Stage stage) {
      PlannedOrder order = PlannedOrder.inTurn(1 + stage.choose(2), 1 + stage.choose(2));
      PlannedPool planned = PlannedPool.ordered(stage, 2, 3, 1 + stage.choose(2), order);
      planned.pool.resizeTo(1 + stage.choose(3));
      startPublishers(planned, 2, 3);
      planned.awaitEnded(6);
      planned.checkRest();
      planned.checkRoom();
      planned.checkClose();
    }
  },

  /** Events come while the workers of an ordered pool sleep. */
  ORDERED_ONE_BY_ONE {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.ordered(stage, 2, 2, 1, PlannedOrder.inTurn(1, 1));
      planned.pool.resizeTo(2);
      for (int round = 1; round <= 3; round++) {
        startPublishers(planned, 2, 1);
        planned.awaitEnded(2 * round);
      }
      planned.checkRest();
      planned.checkRoom();
    }
  },

  /** Workers hand their keys on when they leave; some events fail. */
  ORDERED_RESIZE {
    @Override
    public void run(Stage stage) {
      PlannedOrder order = PlannedOrder.inTurn(1 + stage.choose(2), 1 + stage.choose(2));
      PlannedPool planned = PlannedPool.ordered(stage, 2, 3, 1 + stage.choose(2), order);
      planned.handling(
          id -> {
            if (id % 3 == 0) {
              throw new IllegalStateException("on purpose");
            }
          });
      resizeWhilePublishing(stage, planned, 1);
    }
  },

  /** Events of two keys are handled at once: all handlers must meet. */
  ORDERED_BARRIER {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.ordered(stage, 4, 2, 1, PlannedOrder.inTurn(2, 2));
      planned.handling(
          id -> {
            int both = (id / 2 + 1) * 2;
            stage.await("both handlers", () -> planned.started >= both);
          });
      if (stage.choose(2) == 0) {
        planned.resizeAndAwaitQuiet(2);
      } else {
        planned.pool.resizeTo(2);
      }
      planned.publishMany(4);
      planned.awaitEnded(4);
      planned.checkRest();
    }
  },

  /** No handler ends before all have started that can: no key and no worker is left idle. */
  ORDERED_ALL_AT_WORK {
    @Override
    public void run(Stage stage) {
      PlannedOrder order = PlannedOrder.byChance(stage, 8, 3, 1 + stage.choose(3));
      PlannedPool planned = PlannedPool.ordered(stage, 8, 3, 1, order);
      planned.handling(
          id ->
              stage.await(
                  "all handlers that can start",
                  () ->
                      order.isAllStartedThatCan(
                          planned.accepted,
                          planned.pool.requestedWorkers(),
                          planned.pool.keyBacklog().orElseThrow().events())));
      planned.resizeAndAwaitQuiet(2 + stage.choose(2));
      planned.publishMany(4);
      if (stage.choose(2) == 0) {
        planned.awaitEnded(4);
      }
      planned.publishMany(4);
      planned.awaitEnded(8);
      planned.checkRest();
    }
  },

  /** A task for each event, and a limit that moves. */
  TASKS {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.tasks(stage, 2, 3);
      resizeWhilePublishing(stage, planned, 1);
    }
  },

  /** Events come while the dispatcher sleeps. */
  TASKS_ONE_BY_ONE {
    @Override
    public void run(Stage stage) {
      oneByOne(stage, PlannedPool.tasks(stage, 2, 2));
    }
  },

  /** No more tasks at once than the limit, once it is settled. */
  TASK_LIMIT {
    @Override
    public void run(Stage stage) {
      PlannedPool planned = PlannedPool.tasks(stage, 4, 3);
      planned.handling(
          id -> {
            stage.check(planned.started - planned.ended <= 2, "more tasks than the limit");
            stage.step("handler");
          });
      planned.pool.resizeTo(2);
      startPublishers(planned, 2, 2);
      planned.awaitEnded(4);
      planned.checkRest();
    }
  },

  /** As CLOSE, with tasks. */
  TASKS_CLOSE {
    @Override
    public void run(Stage stage) {
      closeWhilePublishing(stage, PlannedPool.tasks(stage, 4, 2));
    }
  },

  /** Events through an EventRing, with their arrivals counted, and a close. */
  EVENT_RING {
    @Override
    public void run(Stage stage) {
      PlannedRing.run(stage);
    }
  };

  private static void startPublishers(PlannedPool planned, int publishers, int eventsEach) {
    for (int publisher = 0; publisher < publishers; publisher++) {
      planned.stage.start(
          "publisher-" + publisher,
          () -> {
            for (int event = 0; event < eventsEach; event++) {
              planned.publish();
            }
          });
    }
  }

  private static void oneByOne(Stage stage, PlannedPool planned) {
    planned.pool.resizeTo(1 + stage.choose(2));
    for (int event = 1; event <= 3; event++) {
      startPublishers(planned, 1, 1);
      planned.awaitEnded(event);
    }
    planned.checkRest();
    planned.checkRoom();
  }

  private static void resizeWhilePublishing(Stage stage, PlannedPool planned, int resizes) {
    planned.pool.resizeTo(stage.choose(4));
    startPublishers(planned, 2, 2);
    for (int resize = 0; resize < resizes; resize++) {
      planned.pool.resizeTo(stage.choose(4));
    }
    planned.pool.resizeTo(1 + stage.choose(3));
    planned.awaitEnded(4);
    planned.checkRest();
    planned.checkRoom();
    planned.checkClose();
  }

  private static void closeWhilePublishing(Stage stage, PlannedPool planned) {
    planned.pool.resizeTo(2);
    int[] published = new int[1];
    for (int publisher = 0; publisher < 2; publisher++) {
      stage.start(
          "publisher-" + publisher,
          () -> {
            for (int event = 0; event < 2; event++) {
              planned.tryPublish();
            }
            published[0]++;
          });
    }
    if (stage.choose(2) == 0) {
      stage.await("the first event", () -> planned.ended > 0);
    }
    planned.checkClose();
    int startedBefore = planned.started;
    stage.await("publishers", () -> published[0] == 2);
    stage.check(planned.tryPublish() == PublishResult.CLOSED, "a closed pool has taken an event");
    stage.awaitQuiet();
    PoolCounts counts = planned.pool.counts();
    stage.check(
        planned.started == startedBefore
            && counts.inFlight() == 0
            && counts.completed() == planned.started
            && counts.completed() + counts.backlog() >= planned.accepted
            && counts.completed() <= planned.accepted,
        planned.accepted + " accepted, " + planned.started + " handled, " + counts);
  }

  private static void audit(Stage stage, PlannedPool planned) {
    PoolCounts before = planned.pool.counts();
    for (int look = 0; look < 4; look++) {
      PoolCounts now = planned.pool.counts();
      stage.check(
          now.backlog() >= 0
              && now.inFlight() >= 0
              && now.reserved() >= before.reserved()
              && now.claimed() >= before.claimed()
              && now.completed() >= before.completed(),
          "counts that can't be: " + before + ", then " + now);
      before = now;
    }
  }
}
