package weir.core.worker.plans;

import weir.core.controlled.Stage;

/** An event that tells whether its slot was given to two at once. */
final class PlannedEvent {

  private static final int EMPTY = -1;
  private static final int CHECKED = 0x5EED;

  int id = EMPTY;
  long sequence;
  private int check;

  void fill(Stage stage, int newId, long newSequence) {
    stage.check(id == EMPTY, "a publisher was given a slot that nobody has read: event " + id);
    id = newId;
    sequence = newSequence;
    stage.step("fill");
    check = newId ^ CHECKED;
  }

  boolean moveTo(Stage stage, PlannedEvent target) {
    target.id = id;
    target.sequence = sequence;
    stage.step("move");
    target.check = check;
    id = EMPTY;
    return true;
  }

  boolean isIntact() {
    return id != EMPTY && check == (id ^ CHECKED);
  }
}
