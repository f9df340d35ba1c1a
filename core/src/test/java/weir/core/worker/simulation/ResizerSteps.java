package weir.core.worker.simulation;

import weir.core.worker.simulation.SimThread.Role;
import weir.core.worker.simulation.SimThread.State;

/** ElasticWorkerPool.resizeTo, and Steward with ElasticWorkerPool.admit. */
final class ResizerSteps {

  private ResizerSteps() {}

  static void step(PoolModel model, SimThread self) {
    switch (self.at) {
      case STEWARD_PARK -> {
        self.permit = false;
        self.goTo(Step.LOCK);
      }
      case LOCK -> {
        model.lockedBy = model.threads.indexOf(self);
        self.goTo(self.role == Role.STEWARD ? Step.COUNT_ACTIVE : Step.SET_TARGET);
      }
      case SET_TARGET -> {
        model.target = model.plan.resizes().get(self.number).get(self.tasksDone);
        model.highestTarget = Math.max(model.highestTarget, model.target);
        self.goTo(Step.COUNT_ACTIVE);
      }
      case UNLOCK -> {
        model.lockedBy = PoolModel.NOBODY;
        self.count = 0;
        if (self.role == Role.STEWARD) {
          afterUnlock(model, self);
        } else if (model.has(Mutation.RESIZE_WITHOUT_WAKING_THE_STEWARD)) {
          nextResize(model, self);
        } else {
          self.goTo(Step.WAKE_STEWARD);
        }
      }
      case WAKE_STEWARD -> {
        model.wakeSteward();
        nextResize(model, self);
      }
      default -> {
        if (!approach(model, self)) {
          start(model, self);
        }
      }
    }
  }

  private static void nextResize(PoolModel model, SimThread self) {
    self.tasksDone++;
    boolean over = self.tasksDone == model.plan.resizes().get(self.number).size();
    self.goTo(over ? Step.DONE : Step.LOCK);
  }

  /** ElasticWorkerPool.approachTarget. */
  private static boolean approach(PoolModel model, SimThread self) {
    switch (self.at) {
      case COUNT_ACTIVE -> {
        self.count += isIn(model, self.index, State.ACTIVE) ? 1 : 0;
        nextPlace(model, self, Step.REACTIVATE);
      }
      case REACTIVATE -> {
        if (self.count < model.target && isIn(model, self.index, State.RETIRING)) {
          worker(model, self.index).state = State.ACTIVE;
          self.count++;
        }
        nextPlace(model, self, Step.RETIRE_IS_PARKED);
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
          if (model.has(Mutation.LEAVE_CELL_WHEN_RETIRED)) {
            model.watch(model.watched & ~(1 << self.index));
          }
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
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void start(PoolModel model, SimThread self) {
    switch (self.at) {
      case IS_VACANT -> {
        boolean vacant = model.workers[self.index] == PoolModel.NOBODY;
        if (self.count < model.target && vacant) {
          self.goTo(Step.REGISTER);
        } else {
          nextPlace(model, self, Step.UNLOCK);
        }
      }
      case REGISTER -> {
        model.register(self.index);
        self.round = 1;
        self.goTo(model.has(Mutation.START_BEFORE_CELL_IN_USE) ? Step.START : Step.USE_CELL);
      }
      case USE_CELL -> {
        model.watch(model.watched | 1 << self.index);
        self.goTo(Step.UNLOCK);
      }
      case START -> {
        worker(model, self.index).goTo(Step.CHECK_STATE);
        if (model.has(Mutation.START_BEFORE_CELL_IN_USE)) {
          self.goTo(Step.USE_CELL);
        } else {
          nextStart(self);
        }
      }
      default -> throw new AssertionError(self + " can't step at " + self.at);
    }
  }

  private static void afterUnlock(PoolModel model, SimThread self) {
    if (self.round == 0) {
      self.goTo(Step.STEWARD_PARK);
    } else if (model.has(Mutation.START_BEFORE_CELL_IN_USE)) {
      nextStart(self);
    } else {
      self.goTo(Step.START);
    }
  }

  private static void nextStart(SimThread self) {
    self.round = 0;
    self.index = 0;
    self.goTo(Step.LOCK);
  }

  private static SimThread worker(PoolModel model, int place) {
    PoolModel.require(
        model.workers[place] != PoolModel.NOBODY, "a resize meets a worker that is not there");
    return model.threads.get(model.workers[place]);
  }

  private static boolean isIn(PoolModel model, int place, State state) {
    return model.workers[place] != PoolModel.NOBODY && worker(model, place).state == state;
  }

  private static void nextPlace(PoolModel model, SimThread self, Step afterLast) {
    self.index++;
    if (self.index == model.plan.places()) {
      self.goTo(afterLast);
      // Calling back goes up the places, shrinking goes down.
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
        self.goTo(self.role == Role.STEWARD ? Step.IS_VACANT : Step.UNLOCK);
      }
    }
  }
}
