package weir.core.worker.simulation;

import weir.core.worker.simulation.SimThread.State;

/** Worker.work, EventBatch.process and Worker.awaitWork. */
final class WorkerSteps {

  private WorkerSteps() {}

  static void step(PoolModel model, SimThread self) {
    switch (self.at) {
      case CHECK_STATE -> {
        self.last = 0;
        self.goTo(self.state == State.RETIRING ? Step.FREE_BEFORE_EXIT : Step.READ_CLAIMED);
      }
      case FREE_BEFORE_EXIT -> {
        model.held[self.number] = PoolModel.FREE;
        // Lingers: passes the search on, and goes on at any time.
        self.wakesNext = true;
        if (model.has(Mutation.LEAVE_WITH_TOKEN)) {
          self.goTo(Step.CAS_LEAVING);
        } else {
          wakeNextIfThereIsWork(self, Step.CAS_LEAVING);
        }
      }
      case CAS_LEAVING -> {
        PoolModel.require(self.inHand == 0, self + " leaves with events in hand");
        if (self.state == State.RETIRING) {
          self.state = State.LEAVING;
          if (model.has(Mutation.LEAVE_WITH_TOKEN)) {
            self.searching = false;
            self.goTo(Step.SET_EXITED);
          } else {
            wakeNextIfThereIsWork(self, Step.SET_EXITED);
          }
        } else {
          PoolModel.require(
              !model.has(Mutation.EXIT_WITHOUT_CAS), self + " leaves although it was called back");
          self.goTo(Step.READ_CLAIMED);
        }
      }
      case SET_EXITED -> {
        self.state = State.EXITED;
        self.goTo(Step.LOCK);
      }
      case LOCK -> {
        model.lockedBy = model.threads.indexOf(self);
        self.goTo(Step.LEAVE_CELL);
      }
      case LEAVE_CELL -> {
        model.workers[self.number] = PoolModel.NOBODY;
        model.watch(model.watched & ~(1 << self.number));
        self.goTo(Step.UNLOCK);
      }
      case UNLOCK -> {
        model.lockedBy = PoolModel.NOBODY;
        boolean wakes = !model.has(Mutation.EXIT_WITHOUT_WAKING_THE_STEWARD);
        self.goTo(wakes ? Step.WAKE_STEWARD : Step.DONE);
      }
      case WAKE_STEWARD -> {
        model.wakeSteward();
        self.goTo(Step.DONE);
      }
      case READ_CLAIMED -> {
        self.last = model.claimed;
        self.goTo(Step.IS_AVAILABLE);
      }
      case IS_AVAILABLE -> {
        self.end = self.last + 1;
        boolean there =
            model.isAvailable(self.end)
                || (model.has(Mutation.CLAIM_UNPUBLISHED) && self.end <= model.cursor);
        self.goTo(there ? endOfClaim(model, self) : Step.FREE_BEFORE_IDLE);
      }
      case END_OF_CLAIM -> {
        if (model.isAvailable(self.end + 1)) {
          self.end++;
          self.goTo(endOfClaim(model, self));
        } else {
          self.goTo(claimStep(model));
        }
      }
      case ANNOUNCE -> {
        model.held[self.number] = self.last;
        if (model.has(Mutation.ANNOUNCE_AFTER_CLAIM)) {
          passTheSearchOn(self);
        } else {
          self.goTo(Step.CAS_CLAIMED);
        }
      }
      case CAS_CLAIMED -> claim(model, self);
      case COUNT_CLAIM -> {
        model.claims[self.number] += self.end - self.last;
        if (model.has(Mutation.ANNOUNCE_AFTER_CLAIM)) {
          self.goTo(Step.ANNOUNCE);
        } else {
          passTheSearchOn(self);
        }
      }
      default -> {
        if (!pass(model, self) && !process(model, self) && !WakeOneSteps.step(model, self)) {
          AwaitWorkSteps.step(model, self);
        }
      }
    }
  }

  private static Step claimStep(PoolModel model) {
    return model.has(Mutation.ANNOUNCE_AFTER_CLAIM) ? Step.CAS_CLAIMED : Step.ANNOUNCE;
  }

  private static Step endOfClaim(PoolModel model, SimThread self) {
    boolean full = self.end - self.last == model.plan.maxBatch();
    return full ? claimStep(model) : Step.END_OF_CLAIM;
  }

  private static void claim(PoolModel model, SimThread self) {
    if (model.claimed != self.last) {
      self.goTo(Step.CHECK_STATE);
      return;
    }
    model.claimed = self.end;
    self.inHand = self.end - self.last;
    self.index = 0;
    self.goTo(Step.COUNT_CLAIM);
  }

  private static void passTheSearchOn(SimThread self) {
    if (self.wakesNext) {
      self.wakesNext = false;
      wakeNextIfThereIsWork(self, Step.MOVE_ID);
    } else {
      self.goTo(Step.MOVE_ID);
    }
  }

  private static void wakeNextIfThereIsWork(SimThread self, Step afterPass) {
    self.afterPass = afterPass;
    self.goTo(self.searching ? Step.PASS_GIVE_BACK_TOKEN : Step.PASS_READ_CURSOR);
  }

  private static boolean pass(PoolModel model, SimThread self) {
    switch (self.at) {
      case PASS_GIVE_BACK_TOKEN -> {
        self.searching = false;
        model.token = false;
        if (model.has(Mutation.NO_WAKING_OF_THE_NEXT)) {
          returnFromPass(self);
        } else {
          self.goTo(Step.PASS_READ_CURSOR);
        }
      }
      case PASS_READ_CURSOR -> {
        self.next = model.cursor;
        self.goTo(Step.PASS_READ_CLAIMED);
      }
      case PASS_READ_CLAIMED -> {
        boolean there =
            model.has(Mutation.PASS_ON_PUBLISHED_ONLY)
                ? model.isAvailable(model.claimed + 1)
                : self.next > model.claimed;
        self.next = 0;
        if (there && !model.has(Mutation.NO_WAKING_OF_THE_NEXT)) {
          Step afterPass = self.afterPass;
          self.afterPass = Step.DONE;
          WakeOneSteps.call(self, afterPass);
        } else {
          returnFromPass(self);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void returnFromPass(SimThread self) {
    self.goTo(self.afterPass);
    self.afterPass = Step.DONE;
  }

  private static boolean process(PoolModel model, SimThread self) {
    int sequence = self.last + 1 + self.index;
    int slot = model.slotOf(Math.max(0, sequence));
    switch (self.at) {
      case MOVE_ID -> {
        if (self.index == 0 && model.has(Mutation.RELEASE_BEFORE_MOVE)) {
          model.held[self.number] = PoolModel.FREE;
        }
        self.copiedIds[self.index] = model.slotIds[slot];
        self.goTo(Step.MOVE_CHECK);
      }
      case MOVE_CHECK -> {
        self.copiedChecks[self.index] = model.slotChecks[slot];
        self.goTo(Step.CLEAR_SLOT);
      }
      case CLEAR_SLOT -> {
        model.slotIds[slot] = PoolModel.EMPTY;
        model.slotChecks[slot] = PoolModel.EMPTY;
        model.movedSequences |= 1 << sequence;
        self.goTo(nextOfBatch(self) ? Step.MOVE_ID : Step.RELEASE);
      }
      case RELEASE -> {
        model.held[self.number] = PoolModel.FREE;
        self.goTo(Step.HANDLE);
      }
      case HANDLE -> {
        handle(model, self.copiedIds[self.index], self.copiedChecks[self.index]);
        self.goTo(Step.COUNT);
      }
      case COUNT -> {
        model.ended[self.number]++;
        self.inHand--;
        self.copiedIds[self.index] = 0;
        self.copiedChecks[self.index] = 0;
        self.goTo(nextOfBatch(self) ? Step.HANDLE : Step.CHECK_STATE);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean nextOfBatch(SimThread self) {
    self.index++;
    if (self.last + 1 + self.index <= self.end) {
      return true;
    }
    self.index = 0;
    return false;
  }

  private static void handle(PoolModel model, int id, int check) {
    PoolModel.require(id == check, "event " + id + " was overwritten while it was moved");
    PoolModel.require(
        id >= 0 && id < model.plan.events(), "an empty slot was handled in place of an event");
    PoolModel.require((model.handledEvents & 1 << id) == 0, "event " + id + " was handled twice");
    model.handledEvents |= 1 << id;
  }
}
