package weir.core.worker.simulation;

import java.util.Arrays;
import java.util.Locale;

/** One simulated thread: its next step, its local variables, and what others share of it. */
final class SimThread {

  enum Role {
    PUBLISHER,
    WORKER,
    RESIZER,
    STEWARD,
    AUDITOR
  }

  enum State {
    ACTIVE,
    RETIRING,
    LEAVING,
    EXITED
  }

  final Role role;

  /** Which publisher or resizer; the place of a worker. */
  final int number;

  Step at;

  // Shared: Worker.state and the permit of LockSupport.
  State state = State.ACTIVE;
  boolean permit;

  // Local, as in Worker.
  boolean searching;
  boolean wakesNext = true;
  int last;
  int end;

  /** Events claimed and not ended. Known to nobody but the checks. */
  int inHand;

  // Local to the method it is in.
  int next;
  int minimum;
  int count;
  int index;
  int round;
  int highest;
  int found;
  int claims;

  /** How many of its tasks it has done: events published, resizes, audits. */
  int tasksDone;

  /** Where to go on after wakeOne and after wakeNextIfThereIsWork. */
  Step afterWake = Step.DONE;

  Step afterPass = Step.DONE;

  // EventBatch
  final int[] copiedIds;
  final int[] copiedChecks;

  SimThread(Role role, int number, Step at, int maxBatch) {
    this.role = role;
    this.number = number;
    this.at = at;
    copiedIds = new int[maxBatch];
    copiedChecks = new int[maxBatch];
  }

  SimThread copy() {
    SimThread copy = new SimThread(role, number, at, copiedIds.length);
    copy.state = state;
    copy.permit = permit;
    copy.searching = searching;
    copy.wakesNext = wakesNext;
    copy.last = last;
    copy.end = end;
    copy.inHand = inHand;
    copy.next = next;
    copy.minimum = minimum;
    copy.count = count;
    copy.index = index;
    copy.round = round;
    copy.highest = highest;
    copy.found = found;
    copy.claims = claims;
    copy.tasksDone = tasksDone;
    copy.afterWake = afterWake;
    copy.afterPass = afterPass;
    System.arraycopy(copiedIds, 0, copy.copiedIds, 0, copiedIds.length);
    System.arraycopy(copiedChecks, 0, copy.copiedChecks, 0, copiedChecks.length);
    return copy;
  }

  void goTo(Step step) {
    at = step;
  }

  // A hash of this run, which nobody keeps: ordinals do.
  @SuppressWarnings("EnumOrdinal")
  long hash(long seed) {
    long hash = seed;
    hash = mix(hash, at.ordinal() | state.ordinal() << 8 | afterWake.ordinal() << 12);
    hash = mix(hash, afterPass.ordinal() | (permit ? 256 : 0) | (searching ? 512 : 0));
    hash = mix(hash, (wakesNext ? 1 : 0) | inHand << 1 | tasksDone << 8 | round << 16);
    hash = mix(hash, last << 16 ^ end);
    hash = mix(hash, next << 16 ^ minimum);
    hash = mix(hash, count << 16 ^ index);
    hash = mix(hash, (long) highest << 40 ^ (long) found << 20 ^ claims);
    hash = mix(hash, Arrays.hashCode(copiedIds));
    return mix(hash, Arrays.hashCode(copiedChecks));
  }

  static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 29);
  }

  @Override
  public String toString() {
    return role.name().toLowerCase(Locale.ROOT) + "-" + number;
  }
}
