package weir.core.worker.simulation;

/** SearchToken.wakeOne, for publishers and workers alike. */
final class WakeOneSteps {

  private WakeOneSteps() {}

  static void call(SimThread self, Step afterWake) {
    self.afterWake = afterWake;
    self.goTo(Step.ANY_IDLE);
  }

  private static void returnFrom(SimThread self) {
    self.goTo(self.afterWake);
    self.afterWake = Step.DONE;
    self.index = 0;
  }

  /** Returns false if the step is none of wakeOne's. */
  static boolean step(PoolModel model, SimThread self) {
    switch (self.at) {
      case ANY_IDLE -> goOnIf(model.idle != 0, self, Step.READ_TOKEN);
      case READ_TOKEN -> goOnIf(!model.token, self, Step.CAS_TOKEN);
      case CAS_TOKEN -> {
        boolean taken = !model.token;
        model.token = true;
        goOnIf(taken, self, Step.TAKE_IDLE_READ);
      }
      case TAKE_IDLE_READ -> {
        self.index = Integer.numberOfTrailingZeros(model.idle);
        self.goTo(model.idle != 0 ? Step.TAKE_IDLE_CLEAR : Step.WAKE_ONE_GIVE_BACK_TOKEN);
      }
      case TAKE_IDLE_CLEAR -> {
        boolean wasIdle = model.isIdle(self.index);
        model.idle &= ~(1 << self.index);
        self.goTo(wasIdle ? Step.READ_THREAD : Step.TAKE_IDLE_READ);
      }
      case READ_THREAD -> {
        self.index = model.idleThreads[self.index];
        self.goTo(Step.UNPARK);
      }
      case UNPARK -> {
        model.threads.get(self.index).permit = true;
        returnFrom(self);
      }
      case WAKE_ONE_GIVE_BACK_TOKEN -> {
        model.token = false;
        self.index = 0;
        goOnIf(!model.has(Mutation.NO_LOOK_FOR_IDLE_AFTER_TOKEN_IS_BACK), self, Step.ANY_IDLE);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void goOnIf(boolean condition, SimThread self, Step next) {
    if (condition) {
      self.goTo(next);
    } else {
      returnFrom(self);
    }
  }
}
