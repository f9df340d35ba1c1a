package weir.core.worker.simulation;

/** A publisher: MultiProducerSequencer's tryNext or next, PoolGate.get, and publish. */
final class PublisherSteps {

  private PublisherSteps() {}

  static Step first(Plan plan) {
    return plan.blocking() ? Step.ADD_TO_CURSOR : Step.READ_CURSOR;
  }

  static void step(PoolModel model, SimThread self) {
    switch (self.at) {
      case READ_CURSOR -> {
        self.next = model.cursor + 1;
        self.goTo(Step.READ_GATE_CACHE);
      }
      case ADD_TO_CURSOR -> {
        self.next = ++model.cursor;
        self.goTo(Step.READ_GATE_CACHE);
      }
      case READ_GATE_CACHE -> {
        boolean asksGate =
            wrapPoint(model, self) > model.gateCache || model.gateCache > self.next - 1;
        if (asksGate) {
          askGate(model, self);
        } else {
          own(model, self);
        }
      }
      case GATE_READ_CLAIMED -> {
        self.highest = model.claimed;
        self.minimum = Math.min(self.minimum, model.claimed);
        if (model.has(Mutation.GATE_READS_CELLS_FIRST)) {
          useGate(model, self);
        } else {
          self.goTo(Step.GATE_READ_WATCHED);
        }
      }
      case GATE_READ_WATCHED -> {
        self.count = model.watched;
        self.claims = model.claimsElsewhere;
        self.index = 0;
        readNextCell(model, self);
      }
      case GATE_READ_CELL -> {
        self.minimum = Math.min(self.minimum, model.held[self.index]);
        self.index++;
        readNextCell(model, self);
      }
      case STALE_READ_ENDED -> {
        self.round = model.ended[self.index];
        self.goTo(Step.STALE_READ_CLAIMS);
      }
      case STALE_READ_CLAIMS -> {
        int claims = model.claims[self.index];
        self.claims += claims;
        boolean mayHold = self.round != claims;
        self.round = 0;
        if (mayHold) {
          self.goTo(Step.STALE_READ_CELL);
        } else {
          self.index++;
          readNextStale(self);
        }
      }
      case STALE_READ_CELL -> {
        self.found = Math.min(self.found, model.held[self.index]);
        self.index++;
        readNextStale(self);
      }
      case STALE_READ_CLAIMED -> {
        boolean addsUp =
            self.claims == self.highest + 1 || model.has(Mutation.STALE_WITHOUT_COUNT_OF_CLAIMS);
        boolean still =
            model.claimed == self.highest || model.has(Mutation.STALE_WITHOUT_SECOND_READ);
        if (addsUp && still) {
          self.minimum = Math.min(self.next - 1, self.found);
        }
        self.found = 0;
        useGate(model, self);
      }
      case WRITE_GATE_CACHE -> {
        model.gateCache = self.minimum;
        boolean full = wrapPoint(model, self) > self.minimum;
        self.minimum = 0;
        if (full) {
          self.goTo(Step.RING_FULL);
        } else {
          own(model, self);
        }
      }
      case RING_FULL -> {
        if (model.plan.blocking()) {
          askGate(model, self);
        } else {
          self.goTo(Step.READ_CURSOR);
        }
      }
      case CAS_CURSOR -> {
        if (model.cursor == self.next - 1) {
          model.cursor = self.next;
          model.checkSlotIsFree(self.next);
          self.goTo(Step.FILL_ID);
        } else {
          self.goTo(Step.READ_CURSOR);
        }
      }
      case FILL_ID -> {
        model.slotIds[model.slotOf(self.next)] = id(model, self);
        self.goTo(Step.FILL_CHECK);
      }
      case FILL_CHECK -> {
        model.slotChecks[model.slotOf(self.next)] = id(model, self);
        if (signalsFirst(self)) {
          WakeOneSteps.call(self, Step.SET_AVAILABLE);
        } else {
          self.goTo(Step.SET_AVAILABLE);
        }
      }
      case SET_AVAILABLE -> {
        model.available[model.slotOf(self.next)] = self.next;
        boolean hasSignalled = signalsFirst(self);
        self.tasksDone++;
        Step next = self.tasksDone == model.plan.eventsEach() ? Step.DONE : first(model.plan);
        if (hasSignalled) {
          self.goTo(next);
        } else {
          WakeOneSteps.call(self, next);
        }
      }
      default -> WakeOneSteps.step(model, self);
    }
  }

  /**
   * There is no fence between the store that makes an event available and the reads of the signal:
   * others may see the store after these. So every other event is modelled that way.
   */
  private static boolean signalsFirst(SimThread self) {
    return (self.number + self.tasksDone) % 2 == 1;
  }

  private static int id(PoolModel model, SimThread self) {
    return self.number * model.plan.eventsEach() + self.tasksDone;
  }

  private static int wrapPoint(PoolModel model, SimThread self) {
    return self.next - model.plan.ringSize();
  }

  private static void askGate(PoolModel model, SimThread self) {
    // Util.getMinimumSequence starts from the cursor that the publisher read.
    self.minimum = self.next - 1;
    self.goTo(
        model.has(Mutation.GATE_READS_CELLS_FIRST)
            ? Step.GATE_READ_WATCHED
            : Step.GATE_READ_CLAIMED);
  }

  private static void readNextCell(PoolModel model, SimThread self) {
    if (goesToWatched(self, Step.GATE_READ_CELL)) {
      return;
    }
    self.index = 0;
    if (model.has(Mutation.GATE_READS_CELLS_FIRST)) {
      self.goTo(Step.GATE_READ_CLAIMED);
    } else if (self.minimum < self.highest && wrapPoint(model, self) > self.minimum) {
      self.found = self.highest;
      readNextStale(self);
    } else {
      useGate(model, self);
    }
  }

  private static void readNextStale(SimThread self) {
    if (!goesToWatched(self, Step.STALE_READ_ENDED)) {
      self.goTo(Step.STALE_READ_CLAIMED);
    }
  }

  /** Goes on with the next place whose bit is set, if there is one. */
  private static boolean goesToWatched(SimThread self, Step step) {
    int left = self.count >>> self.index << self.index;
    if (left == 0) {
      return false;
    }
    self.index = Integer.numberOfTrailingZeros(left);
    self.goTo(step);
    return true;
  }

  private static void useGate(PoolModel model, SimThread self) {
    self.index = 0;
    self.count = 0;
    self.claims = 0;
    self.highest = 0;
    boolean waitsOn = model.plan.blocking() && wrapPoint(model, self) > self.minimum;
    self.goTo(waitsOn ? Step.RING_FULL : Step.WRITE_GATE_CACHE);
  }

  /** The slot is the publisher's, as far as the gate can tell. */
  private static void own(PoolModel model, SimThread self) {
    if (model.plan.blocking()) {
      model.checkSlotIsFree(self.next);
      self.goTo(Step.FILL_ID);
    } else {
      self.goTo(Step.CAS_CURSOR);
    }
  }

  /**
   * A publisher that met a full ring tries again and again. It steps only when that would help, so
   * that a ring full for ever is a state at rest.
   */
  static boolean seesRoom(PoolModel model, SimThread self) {
    int minimum = model.claimed;
    for (int place = 0; place < model.plan.places(); place++) {
      minimum = model.isWatched(place) ? Math.min(minimum, model.held[place]) : minimum;
    }
    int next = model.plan.blocking() ? self.next : model.cursor + 1;
    return next - model.plan.ringSize() <= minimum;
  }
}
