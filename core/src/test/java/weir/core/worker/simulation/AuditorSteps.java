package weir.core.worker.simulation;

/** ElasticWorkerPool.readCounts: ended events first, then claims, then the cursor. */
final class AuditorSteps {

  private AuditorSteps() {}

  static Step first(PoolModel model) {
    return model.has(Mutation.COUNT_CURSOR_FIRST) ? Step.COUNTS_READ_CURSOR : Step.READ_ENDED;
  }

  static void step(PoolModel model, SimThread self) {
    boolean cursorFirst = model.has(Mutation.COUNT_CURSOR_FIRST);
    switch (self.at) {
      case READ_ENDED -> {
        self.minimum += model.ended[self.index];
        self.index++;
        if (self.index == model.plan.places()) {
          self.index = 0;
          if (cursorFirst) {
            check(model, self);
          } else {
            self.goTo(Step.COUNTS_READ_CLAIMED);
          }
        }
      }
      case COUNTS_READ_CLAIMED -> {
        self.count = model.claimed + 1;
        self.goTo(cursorFirst ? Step.READ_ENDED : Step.COUNTS_READ_CURSOR);
      }
      case COUNTS_READ_CURSOR -> {
        self.next = model.cursor + 1;
        if (cursorFirst) {
          self.goTo(Step.COUNTS_READ_CLAIMED);
        } else {
          check(model, self);
        }
      }
      default -> throw new AssertionError(self + " can't step at " + self.at);
    }
  }

  private static void check(PoolModel model, SimThread self) {
    PoolModel.require(self.minimum <= self.count, "the counts have a negative in flight");
    PoolModel.require(self.count <= self.next, "the counts have a negative backlog");
    self.minimum = 0;
    self.count = 0;
    self.next = 0;
    self.tasksDone++;
    self.goTo(self.tasksDone == model.plan.audits() ? Step.DONE : first(model));
  }
}
