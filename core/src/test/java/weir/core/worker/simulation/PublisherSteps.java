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
        self.minimum = Math.min(self.minimum, model.claimed);
        if (model.has(Mutation.GATE_READS_CELLS_FIRST)) {
          useGate(model, self);
        } else {
          self.goTo(Step.GATE_READ_CELLS_IN_USE);
        }
      }
      case GATE_READ_CELLS_IN_USE -> {
        self.count = model.cellsInUse;
        self.index = 0;
        readNextCell(model, self);
      }
      case GATE_READ_CELL -> {
        self.minimum = Math.min(self.minimum, model.held[self.index]);
        self.index++;
        readNextCell(model, self);
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
            ? Step.GATE_READ_CELLS_IN_USE
            : Step.GATE_READ_CLAIMED);
  }

  private static void readNextCell(PoolModel model, SimThread self) {
    if (self.index < self.count) {
      self.goTo(Step.GATE_READ_CELL);
      return;
    }
    self.index = 0;
    self.count = 0;
    if (model.has(Mutation.GATE_READS_CELLS_FIRST)) {
      self.goTo(Step.GATE_READ_CLAIMED);
    } else {
      useGate(model, self);
    }
  }

  private static void useGate(PoolModel model, SimThread self) {
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
    for (int place = 0; place < model.cellsInUse; place++) {
      minimum = Math.min(minimum, model.held[place]);
    }
    int next = model.plan.blocking() ? self.next : model.cursor + 1;
    return next - model.plan.ringSize() <= minimum;
  }
}
