package weir.core.worker.simulation;

import weir.core.worker.simulation.SimThread.State;

/** ElasticWorkerPool.resizeTo and approachTarget. */
final class ResizerSteps {

  private ResizerSteps() {}

  static void step(PoolModel model, SimThread self) {
    switch (self.at) {
      case LOCK -> {
        model.lockedBy = model.threads.indexOf(self);
        self.goTo(Step.SET_TARGET);
      }
      case SET_TARGET -> {
        model.target = model.plan.resizes().get(self.number).get(self.tasksDone);
        model.highestTarget = Math.max(model.highestTarget, model.target);
        self.count = 0;
        self.goTo(Step.COUNT_ACTIVE);
      }
      case COUNT_ACTIVE -> {
        self.count += isIn(model, self.index, State.ACTIVE) ? 1 : 0;
        nextPlace(model, self, Step.REACTIVATE);
      }
      case REACTIVATE -> {
        if (self.count < model.target && isIn(model, self.index, State.RETIRING)) {
          worker(model, self.index).state = State.ACTIVE;
          self.count++;
        }
        nextPlace(model, self, Step.START_IF_EXITED);
      }
      case START_IF_EXITED -> {
        boolean vacant =
            model.workers[self.index] == PoolModel.NOBODY || isIn(model, self.index, State.EXITED);
        if (self.count >= model.target || !vacant) {
          nextPlace(model, self, Step.RETIRE_IS_PARKED);
        } else {
          self.goTo(model.has(Mutation.START_BEFORE_CELL_IN_USE) ? Step.START : Step.USE_CELL);
        }
      }
      case USE_CELL -> {
        model.cellsInUse = Math.max(model.cellsInUse, self.index + 1);
        if (model.has(Mutation.START_BEFORE_CELL_IN_USE)) {
          started(model, self);
        } else {
          self.goTo(Step.START);
        }
      }
      case START -> {
        model.startWorker(self.index);
        if (model.has(Mutation.START_BEFORE_CELL_IN_USE)) {
          self.goTo(Step.USE_CELL);
        } else {
          started(model, self);
        }
      }
      case RETIRE_IS_PARKED -> {
        boolean pick =
            self.count > model.target
                && model.workers[self.index] != PoolModel.NOBODY
                && (self.round == 1 || model.isIdle(self.index));
        if (pick) {
          self.goTo(Step.RETIRE);
        } else {
          nextToRetire(model, self);
        }
      }
      case RETIRE -> {
        if (isIn(model, self.index, State.ACTIVE)) {
          worker(model, self.index).state = State.RETIRING;
          self.count--;
          self.goTo(Step.RETIRE_UNPARK);
        } else {
          nextToRetire(model, self);
        }
      }
      case RETIRE_UNPARK -> {
        if (!model.has(Mutation.RETIRE_WITHOUT_UNPARK)) {
          worker(model, self.index).permit = true;
        }
        nextToRetire(model, self);
      }
      case UNLOCK -> {
        model.lockedBy = PoolModel.NOBODY;
        self.tasksDone++;
        self.count = 0;
        boolean over = self.tasksDone == model.plan.resizes().get(self.number).size();
        self.goTo(over ? Step.DONE : Step.LOCK);
      }
      default -> throw new AssertionError(self + " can't step at " + self.at);
    }
  }

  private static void started(PoolModel model, SimThread self) {
    self.count++;
    nextPlace(model, self, Step.RETIRE_IS_PARKED);
    if (self.at != Step.RETIRE_IS_PARKED) {
      self.goTo(Step.START_IF_EXITED);
    }
  }

  private static SimThread worker(PoolModel model, int place) {
    return model.threads.get(model.workers[place]);
  }

  private static boolean isIn(PoolModel model, int place, State state) {
    return model.workers[place] != PoolModel.NOBODY && worker(model, place).state == state;
  }

  private static void nextPlace(PoolModel model, SimThread self, Step afterLast) {
    self.index++;
    if (self.index == model.plan.places()) {
      self.goTo(afterLast);
      self.round = 0;
      // Growing goes up the places, shrinking goes down.
      self.index = afterLast == Step.RETIRE_IS_PARKED ? model.plan.places() - 1 : 0;
    }
  }

  /** Twice down the places: parked workers first. */
  private static void nextToRetire(PoolModel model, SimThread self) {
    self.index--;
    self.goTo(Step.RETIRE_IS_PARKED);
    if (self.index < 0) {
      self.round++;
      self.index = model.plan.places() - 1;
      if (self.round == 2) {
        self.round = 0;
        self.index = 0;
        self.goTo(Step.UNLOCK);
      }
    }
  }
}
