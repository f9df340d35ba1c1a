package weir.core.worker.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import weir.core.worker.simulation.SimThread.Role;
import weir.core.worker.simulation.SimThread.State;

/** The shared memory of the ring and the pool, the threads at work on it, and what must hold. */
final class PoolModel {

  /** A broken promise. */
  static final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    Violation(String message) {
      super(message);
    }
  }

  static final int FREE = Integer.MAX_VALUE;
  static final int EMPTY = -1;
  static final int NOBODY = -1;

  final Plan plan;
  final Mutation mutation;
  final List<SimThread> threads = new ArrayList<>();

  // The ring.
  int cursor = -1;
  int gateCache = -1;
  final int[] available;
  final int[] slotIds;
  final int[] slotChecks;

  // The pool.
  int claimed = -1;
  final int[] claims;

  /** PoolGate.watched: a bit for each place, and what the others have claimed. */
  int watched;

  int claimsElsewhere;
  int target;
  int lockedBy = NOBODY;
  final int[] held;
  final int[] ended;

  /** ElasticWorkerPool.workers: the worker of each place, as an index of threads. */
  final int[] workers;

  // SearchToken and IdleSet.
  int idle;
  boolean token;

  /** IdleSet.threads: an index of threads. */
  final int[] idleThreads;

  // What really happened, known to nobody but the checks. One bit for each sequence or event.
  int movedSequences;
  int handledEvents;
  int highestTarget;

  PoolModel(Plan plan, Mutation mutation) {
    this.plan = plan;
    this.mutation = mutation;
    available = filled(plan.ringSize(), -1);
    slotIds = filled(plan.ringSize(), EMPTY);
    slotChecks = filled(plan.ringSize(), EMPTY);
    held = filled(plan.places(), FREE);
    ended = new int[plan.places()];
    claims = new int[plan.places()];
    workers = filled(plan.places(), NOBODY);
    idleThreads = filled(plan.places(), NOBODY);
    for (int number = 0; number < plan.publishers(); number++) {
      threads.add(new SimThread(Role.PUBLISHER, number, PublisherSteps.first(plan), 0));
    }
    for (int number = 0; number < plan.resizes().size(); number++) {
      threads.add(new SimThread(Role.RESIZER, number, Step.LOCK, 0));
    }
    if (!plan.resizes().isEmpty()) {
      threads.add(new SimThread(Role.STEWARD, 0, Step.STEWARD_PARK, 0));
    }
    if (plan.audits() > 0) {
      threads.add(new SimThread(Role.AUDITOR, 0, AuditorSteps.first(this), 0));
    }
    for (int place = 0; place < plan.startWith(); place++) {
      register(place).goTo(Step.CHECK_STATE);
    }
    watched = (1 << plan.startWith()) - 1;
    target = plan.startWith();
    highestTarget = target;
  }

  private PoolModel(PoolModel other) {
    plan = other.plan;
    mutation = other.mutation;
    for (SimThread thread : other.threads) {
      threads.add(thread.copy());
    }
    cursor = other.cursor;
    gateCache = other.gateCache;
    available = other.available.clone();
    slotIds = other.slotIds.clone();
    slotChecks = other.slotChecks.clone();
    claimed = other.claimed;
    watched = other.watched;
    claimsElsewhere = other.claimsElsewhere;
    target = other.target;
    lockedBy = other.lockedBy;
    held = other.held.clone();
    ended = other.ended.clone();
    claims = other.claims.clone();
    workers = other.workers.clone();
    idle = other.idle;
    token = other.token;
    idleThreads = other.idleThreads.clone();
    movedSequences = other.movedSequences;
    handledEvents = other.handledEvents;
    highestTarget = other.highestTarget;
  }

  PoolModel copy() {
    return new PoolModel(this);
  }

  private static int[] filled(int length, int value) {
    int[] array = new int[length];
    Arrays.fill(array, value);
    return array;
  }

  long hash() {
    long hash = SimThread.mix(cursor, gateCache);
    hash = SimThread.mix(hash, claimed << 16 ^ watched << 8 ^ target);
    hash = SimThread.mix(hash, claimsElsewhere);
    hash = SimThread.mix(hash, lockedBy << 16 ^ idle << 1 ^ (token ? 1 : 0));
    hash = SimThread.mix(hash, (long) movedSequences << 32 ^ handledEvents);
    hash = SimThread.mix(hash, highestTarget);
    for (int[] array :
        new int[][] {
          available, slotIds, slotChecks, held, ended, claims, workers, idleThreads,
        }) {
      for (int value : array) {
        hash = SimThread.mix(hash, value);
      }
    }
    for (SimThread thread : threads) {
      hash = thread.hash(hash);
    }
    return hash;
  }

  boolean has(Mutation mistake) {
    return mutation == mistake;
  }

  int slotOf(int sequence) {
    return sequence & (plan.ringSize() - 1);
  }

  boolean isAvailable(int sequence) {
    return available[slotOf(sequence)] == sequence;
  }

  boolean isIdle(int place) {
    return (idle & 1 << place) != 0;
  }

  SimThread register(int place) {
    SimThread worker = new SimThread(Role.WORKER, place, Step.NOT_STARTED, plan.maxBatch());
    workers[place] = threads.size();
    threads.add(worker);
    return worker;
  }

  /** PoolGate.watch: one volatile write of both. The claims of other places stand still. */
  void watch(int places) {
    watched = places;
    claimsElsewhere = 0;
    for (int place = 0; place < plan.places(); place++) {
      claimsElsewhere += isWatched(place) ? 0 : claims[place];
    }
  }

  boolean isWatched(int place) {
    return (watched & 1 << place) != 0;
  }

  void wakeSteward() {
    for (SimThread thread : threads) {
      if (thread.role == Role.STEWARD) {
        thread.permit = true;
      }
    }
  }

  boolean canStep(SimThread thread) {
    return switch (thread.at) {
      case DONE, NOT_STARTED -> false;
      case PARK, STEWARD_PARK -> thread.permit;
      case LOCK ->
          lockedBy == NOBODY || (has(Mutation.RESIZE_WITHOUT_LOCK) && thread.role == Role.RESIZER);
      case RING_FULL -> PublisherSteps.seesRoom(this, thread);
      default -> true;
    };
  }

  void step(SimThread thread) {
    switch (thread.role) {
      case PUBLISHER -> PublisherSteps.step(this, thread);
      case WORKER -> WorkerSteps.step(this, thread);
      case RESIZER, STEWARD -> ResizerSteps.step(this, thread);
      case AUDITOR -> AuditorSteps.step(this, thread);
    }
    checkAlways();
  }

  static void require(boolean condition, String promise) {
    if (!condition) {
      throw new Violation(promise);
    }
  }

  /** What a publisher may rely on once it owns a sequence: its slot was emptied. */
  void checkSlotIsFree(int sequence) {
    int previous = sequence - plan.ringSize();
    require(
        previous < 0 || (movedSequences & 1 << previous) != 0,
        "sequence " + sequence + " may not have the slot of " + previous + ", which is in use");
  }

  private void checkAlways() {
    int endedInAll = Arrays.stream(ended).sum();
    int working = 0;
    int searchers = 0;
    int inHand = 0;
    for (SimThread thread : threads) {
      if (thread.role == Role.WORKER) {
        boolean mayWork = thread.state == State.ACTIVE || thread.state == State.RETIRING;
        working += mayWork ? 1 : 0;
        searchers += thread.searching ? 1 : 0;
        inHand += thread.inHand;
      }
    }
    require(claimed <= cursor, "a claim is ahead of the cursor");
    require(endedInAll + inHand == claimed + 1, "the ledger does not close");
    require(working <= highestTarget, "more workers than the highest target");
    require(searchers <= 1, "two workers hold the search token");
    require(searchers == 0 || token, "a worker searches without the token");
  }

  /** What must hold when nobody can step any more. */
  void checkAtRest() {
    for (SimThread thread : threads) {
      if (thread.role == Role.STEWARD) {
        require(thread.at == Step.STEWARD_PARK, thread + " waits for ever at " + thread.at);
      } else if (thread.role != Role.WORKER) {
        require(thread.at == Step.DONE, thread + " waits for ever at " + thread.at);
      }
    }
    require(claimed == plan.events() - 1, "all workers are parked and there is work");
    require(handledEvents == (1 << plan.events()) - 1, "an event was not handled");
    require(!token, "nobody searches, but the token is taken");
    int live = 0;
    for (SimThread thread : threads) {
      if (thread.role == Role.WORKER && thread.at != Step.DONE) {
        require(thread.state == State.ACTIVE, thread + " was asked to leave and never will");
        require(isIdle(thread.number), thread + " is parked without a bit in the idle set");
        require(held[thread.number] == FREE, thread + " is parked and holds a slot");
        live++;
      }
    }
    require(Integer.bitCount(watched) == live, "a cell without a worker is watched");
    require(live == target, live + " workers are left, and the target is " + target);
    require(Integer.bitCount(idle) == live, "a bit in the idle set is nobody's");
  }
}
