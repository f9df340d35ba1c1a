package weir.core.worker.simulation;

import weir.core.worker.simulation.SimThread.State;

/** Worker.awaitWork and SearchToken.Search, with a single look where the code spins. */
final class AwaitWorkSteps {

  private AwaitWorkSteps() {}

  static void step(PoolModel model, SimThread self) {
    switch (self.at) {
      case FREE_BEFORE_IDLE -> {
        model.held[self.number] = PoolModel.FREE;
        self.goTo(Step.TRY_TAKE_TOKEN_READ);
      }
      case TRY_TAKE_TOKEN_READ -> {
        self.wakesNext = true;
        self.last = 0;
        self.end = 0;
        if (self.searching) {
          self.goTo(Step.SPIN_READ_CLAIMED);
        } else {
          self.goTo(model.token ? Step.SET_THREAD : Step.TRY_TAKE_TOKEN_CAS);
        }
      }
      case TRY_TAKE_TOKEN_CAS -> {
        self.searching = !model.token;
        model.token = true;
        self.goTo(self.searching ? Step.SPIN_READ_CLAIMED : Step.SET_THREAD);
      }
      case SPIN_READ_CLAIMED -> readClaimed(model, self, Step.SPIN_IS_AVAILABLE);
      case SPIN_IS_AVAILABLE ->
          goOnUnless(isAvailable(model, self), self, Step.CHECK_STATE, Step.SPIN_CHECK_STATE);
      case SPIN_CHECK_STATE ->
          goOnUnless(self.state != State.ACTIVE, self, Step.CHECK_STATE, Step.SET_THREAD);
      case SET_THREAD -> {
        model.idleThreads[self.number] = model.threads.indexOf(self);
        self.goTo(Step.ENTER_IDLE);
      }
      case ENTER_IDLE -> {
        model.idle |= 1 << self.number;
        boolean looksFirst = model.has(Mutation.TOKEN_BACK_AFTER_LOOK);
        self.goTo(self.searching && !looksFirst ? Step.IDLE_GIVE_BACK_TOKEN : look(model));
      }
      case IDLE_GIVE_BACK_TOKEN -> {
        self.searching = false;
        model.token = false;
        self.goTo(model.has(Mutation.TOKEN_BACK_AFTER_LOOK) ? Step.PARK : look(model));
      }
      case LOOK_IS_IDLE ->
          goOnUnless(!model.isIdle(self.number), self, Step.LEAVE_IDLE, Step.LOOK_READ_CLAIMED);
      case LOOK_READ_CLAIMED -> readClaimed(model, self, Step.LOOK_IS_AVAILABLE);
      case LOOK_IS_AVAILABLE ->
          goOnUnless(isAvailable(model, self), self, Step.LEAVE_IDLE, Step.LOOK_CHECK_STATE);
      case LOOK_CHECK_STATE -> {
        Step on = model.has(Mutation.PARK_WHILE_RESERVED) ? park(self) : Step.LOOK_READ_CURSOR;
        goOnUnless(self.state != State.ACTIVE, self, Step.LEAVE_IDLE, on);
      }
      case LOOK_READ_CURSOR -> {
        self.next = model.cursor;
        self.goTo(Step.LOOK_READ_CLAIMED_AGAIN);
      }
      case LOOK_READ_CLAIMED_AGAIN -> {
        boolean reserved = self.next > model.claimed;
        self.next = 0;
        self.goTo(reserved ? Step.AWAIT_PUBLICATION : park(self));
      }
      // A park that ends by itself.
      case AWAIT_PUBLICATION -> {
        self.permit = false;
        self.goTo(Step.LOOK_IS_IDLE);
      }
      case PARK -> {
        self.permit = false;
        self.goTo(Step.LOOK_IS_IDLE);
      }
      case LEAVE_IDLE -> {
        boolean wasIdle = model.isIdle(self.number);
        model.idle &= ~(1 << self.number);
        if (!wasIdle && !model.has(Mutation.OVERLOOK_TOKEN)) {
          self.searching = true;
        }
        self.goTo(Step.CHECK_STATE);
      }
      default -> throw new AssertionError(self + " can't step at " + self.at);
    }
  }

  private static Step look(PoolModel model) {
    return model.has(Mutation.PARK_WITHOUT_LOOK) ? Step.PARK : Step.LOOK_IS_IDLE;
  }

  private static Step park(SimThread self) {
    return self.searching ? Step.IDLE_GIVE_BACK_TOKEN : Step.PARK;
  }

  private static void readClaimed(PoolModel model, SimThread self, Step next) {
    self.next = model.claimed + 1;
    self.goTo(next);
  }

  private static boolean isAvailable(PoolModel model, SimThread self) {
    boolean available = model.isAvailable(self.next);
    self.next = 0;
    return available;
  }

  private static void goOnUnless(boolean found, SimThread self, Step back, Step on) {
    self.goTo(found ? back : on);
  }
}
