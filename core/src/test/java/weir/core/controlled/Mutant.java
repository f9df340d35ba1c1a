package weir.core.controlled;

import java.util.ArrayList;
import java.util.List;

/**
 * One mistake in a shipped class, as an edit of its source. An edit whose place is not there any
 * more, or is there twice, is an error: write it anew.
 *
 * @param name what the mistake is
 * @param type the class, without its package
 * @param edits what stands there, and what stands there instead, in turn
 * @param plan the one that notices it, if it does so in few schedules; empty if any may
 * @param whyEquivalent why it can't be noticed; empty if it must be
 */
@SuppressWarnings("StringConcatToTextBlock") // text blocks would hide the indentation that counts
record Mutant(String name, String type, List<String> edits, String plan, String whyEquivalent) {

  private static final String FENCE = "\n    VarHandle.fullFence();";

  static Mutant of(String name, String type, String... edits) {
    return new Mutant(name, type, List.of(edits), "", "");
  }

  private static Mutant rare(String name, String plan, String type, String... edits) {
    return new Mutant(name, type, List.of(edits), plan, "");
  }

  private static Mutant equivalent(String name, String why, String type, String... edits) {
    return new Mutant(name, type, List.of(edits), "", why);
  }

  String apply(String source) {
    String mutated = source;
    for (int edit = 0; edit < edits.size(); edit += 2) {
      String from = edits.get(edit);
      int at = mutated.indexOf(from);
      if (at < 0 || mutated.indexOf(from, at + 1) >= 0) {
        throw new IllegalStateException(
            "mutant \"" + name + "\": in " + type + ".java this must stand once:\n" + from);
      }
      mutated = mutated.replace(from, edits.get(edit + 1));
    }
    return mutated;
  }

  static List<Mutant> all() {
    List<Mutant> all = new ArrayList<>(ofWaiting());
    all.addAll(ofToken());
    all.addAll(ofClaims());
    all.addAll(ofResizing());
    all.addAll(ofPublishing());
    all.addAll(ofTasks());
    all.addAll(ofOrder());
    return all;
  }

  private static List<Mutant> ofWaiting() {
    return List.of(
        of(
            "park without a second look",
            "Worker",
            "int looks = 0;\n    while (search.isIdle() && !mustLook()) {",
            "int looks = 0;\n    boolean parked = false;\n"
                + "    while (search.isIdle() && !(parked && mustLook())) {",
            "if (shared.hasReserved()) {\n        WakeOne",
            "boolean first = !parked;\n      parked = true;\n"
                + "      if (!first && shared.hasReserved()) {\n        WakeOne"),
        of(
            "look before entering the idle set, and not after",
            "Worker",
            "    search.settle();\n",
            "    boolean look = mustLook();\n    boolean reserved = shared.hasReserved();\n"
                + "    search.settle();\n",
            "while (search.isIdle() && !mustLook()) {",
            "while (search.isIdle() && !look) {\n      look = true;",
            "if (shared.hasReserved()) {\n        WakeOne",
            "if (reserved) {\n        WakeOne"),
        of(
            "park while something is reserved",
            "Worker",
            "if (shared.hasReserved()) {\n        WakeOne",
            "if (shared.hasWork()) {\n        WakeOne"),
        of(
            "no interrupt clear in await",
            "Worker",
            "      // A pending interrupt would keep park from blocking.\n"
                + "      Thread.interrupted();\n",
            ""),
        of(
            "no interrupt clear while lingering",
            "Worker",
            "LockSupport.parkNanos(this, leftNanos);\n      Thread.interrupted();",
            "LockSupport.parkNanos(this, leftNanos);"),
        of("no fence in giveBack", "SearchToken", "taken.set(0);" + FENCE, "taken.set(0);"),
        equivalent(
            "no fence in enter",
            "on x86, which the scheduler simulates, the atomic update before it is a full fence;"
                + " Java's memory model does not promise that of a plain load after it",
            "IdleSet",
            "1L << place);" + FENCE,
            "1L << place);"));
  }

  private static List<Mutant> ofToken() {
    return List.of(
        rare(
            "wakeOne without its loop",
            "TASKS_ONE_BY_ONE",
            "SearchToken",
            "while (!idle.isEmpty() && isFree()) {",
            "if (!idle.isEmpty() && isFree()) {"),
        of(
            "token kept where nobody was idle",
            "SearchToken",
            "this holder: look again.\n      giveBack();",
            "this holder: look again."),
        of(
            "bit cleared and nobody unparked",
            "SearchToken",
            "        LockSupport.unpark(idle.threadAt(place));\n",
            ""),
        of(
            "token overlooked by who was woken",
            "SearchToken",
            "state = idle.leave(place) ? LOOKING : SEARCHING;",
            "idle.leave(place);\n        state = LOOKING;"),
        of(
            "token given back after the last look",
            "Worker",
            "if (search.begin() && spin",
            "boolean had = search.begin();\n    if (had && spin",
            "    search.settle();\n",
            "    (had ? idleWorkers.searchAt(index) : search).settle();\n",
            "int looks = 0;\n",
            "int looks = 0;\n    boolean look = mustLook();\n"
                + "    boolean reserved = shared.hasReserved();\n    if (had) {\n"
                + "      search.settle();\n    }\n",
            "while (search.isIdle() && !mustLook()) {",
            "while (search.isIdle() && !look) {\n      look = true;",
            "if (shared.hasReserved()) {\n        WakeOne",
            "if (reserved) {\n        WakeOne"),
        of(
            "token kept at the end of a search",
            "SearchToken",
            "      rise();\n      if (state == SEARCHING) {\n        giveBack();\n      }\n",
            "      rise();\n"),
        of(
            "lingering with the token",
            "Worker",
            "that sleeps.\n    wakeNextIfThereIsWork();\n",
            "that sleeps.\n"),
        of(
            "search never begun anew",
            "SearchToken",
            "state = tryTake() ? SEARCHING : LOOKING;",
            "tryTake();",
            "state = idle.leave(place) ? LOOKING : SEARCHING;",
            "state = idle.leave(place) ? WORKING : SEARCHING;"),
        of(
            "nobody woken for the rest",
            "Worker",
            "    if (shared.hasReserved()) {\n      idleWorkers.wakeOne();\n    }\n",
            ""),
        rare(
            "next woken for what is published only",
            "BARRIER_OF_TWO_PUBLISHERS",
            "Worker",
            "    if (shared.hasReserved()) {\n      idle",
            "    if (shared.hasWork()) {\n      idle"));
  }

  private static List<Mutant> ofClaims() {
    return List.of(
        of(
            "announcement after the claim",
            "Worker",
            "      cell.held.set(last);\n      if (claimed.compareAndSet(last, end)) {",
            "      if (claimed.compareAndSet(last, end)) {\n        cell.held.set(last);"),
        of(
            "claim of what is not published",
            "Worker",
            "if (!ring.isAvailable(last + 1)) {",
            "if (ring.getCursor() <= last) {"),
        of(
            "slots freed before the events are moved",
            "EventBatch",
            "    while (taken < size) {\n      take(taken++);\n    }\n"
                + "    cell.held.set(WorkerCell.FREE);",
            "    cell.held.set(WorkerCell.FREE);\n    while (taken < size) {\n"
                + "      take(taken++);\n    }"),
        of(
            "stale announcement kept (idle)",
            "Worker",
            "meanwhile.\n    cell.held.set(WorkerCell.FREE);",
            "meanwhile."),
        of(
            "stale announcement kept (leaving)",
            "Worker",
            "        cell.held.set(WorkerCell.FREE);\n        linger();",
            "        linger();"),
        of(
            "batches that never grow",
            "BatchSize",
            "limit = Math.min(most, limit * 2);",
            "limit = Math.max(1, limit);"),
        of(
            "gate reads the cells first",
            "PoolGate",
            "    long highest = claimed.get();\n    Watched now = watched;\n"
                + "    long minimum = highest;",
            "    Watched now = watched;\n    long minimum = Long.MAX_VALUE;",
            "      minimum = Math.min(minimum, cell.held.get());\n    }\n    return minimum < highest",
            "      minimum = Math.min(minimum, cell.held.get());\n    }\n"
                + "    long highest = claimed.get();\n    minimum = Math.min(minimum, highest);\n"
                + "    return minimum < highest"),
        of(
            "gate does not count the claims of stale cells",
            "PoolGate",
            "return claims == highest + 1 && claimed.get() == highest ? minimum : found;",
            "return minimum;"),
        of(
            "an event counted twice",
            "EventBatch",
            "    ended++;\n    WorkerCell.increment(cell.completed);",
            "    ended++;\n    WorkerCell.add(cell.completed, 2);"),
        equivalent(
            "counts read cursor first",
            "counts() reads again while the claim counter moves; where it stood still, the cursor"
                + " read before it was not behind it. Only after 64 reads in vain could it show",
            "PoolShared",
            "    long completed = 0;\n",
            "    long reserved = ring.getCursor() + 1;\n    long completed = 0;\n",
            "new PoolCounts(ring.getCursor() + 1, claimedCount,",
            "new PoolCounts(reserved, claimedCount,"),
        of(
            "counts read cursor first, once",
            "PoolShared",
            "COHERENT_READ_TRIES = 64;",
            "COHERENT_READ_TRIES = 1;",
            "    long completed = 0;\n",
            "    long reserved = ring.getCursor() + 1;\n    long completed = 0;\n",
            "new PoolCounts(ring.getCursor() + 1, claimedCount,",
            "new PoolCounts(reserved, claimedCount,"));
  }

  private static List<Mutant> ofResizing() {
    return List.of(
        of(
            "a worker started before useCell",
            "Steward",
            "      if (crew.admit(worker)) {\n        expected.add(new Expected<>(worker, launch));\n"
                + "        launch.start();\n",
            "      launch.start();\n      if (crew.admit(worker)) {\n"
                + "        expected.add(new Expected<>(worker, launch));\n"),
        of("a worker's cell never used", "Crew", "        gate.useCell(worker.index());\n", ""),
        of("parked-first dropped", "Crew", "    active = retire(active, true);\n", ""),
        of(
            "retired without unpark",
            "Worker",
            "RETIRING)) {\n      return false;\n    }\n    LockSupport.unpark(thread);\n",
            "RETIRING)) {\n      return false;\n    }\n"),
        of(
            "called back without unpark",
            "Worker",
            "State.ACTIVE)) {\n      return false;\n    }\n    LockSupport.unpark(thread);\n",
            "State.ACTIVE)) {\n      return false;\n    }\n"),
        equivalent(
            "left without a CAS",
            "a worker that leaves although it was called back wakes the steward, who starts"
                + " another: it costs a thread, and no promise",
            "Worker",
            "        if (state.compareAndSet(State.RETIRING, State.LEAVING)) {\n          return;\n"
                + "        }\n",
            "        state.set(State.LEAVING);\n        return;\n"),
        of(
            "steward not woken by who leaves",
            "ElasticWorkerPool",
            "    crew.vacate(worker);\n    steward.wake();\n",
            "    crew.vacate(worker);\n"),
        of(
            "steward not woken by who resizes",
            "ElasticWorkerPool",
            "    steward.retryNow();\n",
            ""));
  }

  private static List<Mutant> ofPublishing() {
    return List.of(
        of(
            "arrival counted after publish",
            "EventRing",
            "        cohorts.countArrival(cohort, slot.intendedNanos());\n",
            "",
            "    ring.publish(sequence);\n    return accepted ?",
            "    ring.publish(sequence);\n    if (accepted) {\n"
                + "      cohorts.countArrival(cohort, arrivalNanos);\n    }\n    return accepted ?"),
        of(
            "withdrawal marked after publish (EventRing)",
            "EventRing",
            "        slot.withdraw();\n      }\n",
            "      }\n",
            "    ring.publish(sequence);\n    return accepted ?",
            "    ring.publish(sequence);\n    if (!accepted) {\n      slot.withdraw();\n    }\n"
                + "    return accepted ?"),
        rare(
            "withdrawal marked after publish (pool)",
            "CLOSE",
            "PoolPublisher",
            "      if (!filled) {\n        withdrawals.add(sequence);\n      }\n"
                + "      ring.publish(sequence);\n",
            "      ring.publish(sequence);\n      if (!filled) {\n"
                + "        withdrawals.add(sequence);\n      }\n"),
        of(
            "accepted whenever the ring was open before",
            "EventRing",
            "accepted = !closed || sequence < acceptedEnd();",
            "accepted = true;"),
        equivalent(
            "no look at closed after the reservation",
            "a publication that began before the close may be accepted, and its event stays in the"
                + " ring as others do: the look only makes that rarer",
            "PoolPublisher",
            "      if (!closed) {\n        translator",
            "      if (true) {\n        translator"));
  }

  private static List<Mutant> ofTasks() {
    return List.of(
        of(
            "tasks: dispatcher parks while something is reserved",
            "TaskPerEventPool",
            "if (ring.getCursor() > assigned) {",
            "if (ring.isAvailable(assigned + 1)) {"),
        of(
            "tasks: dispatcher parks without a look",
            "TaskPerEventPool",
            "while (!ring.isAvailable(assigned + 1)\n        && running",
            "while (running"),
        of(
            "tasks: token kept by the dispatcher",
            "TaskPerEventPool",
            "    search.end();\n  }\n\n  /** Parks",
            "  }\n\n  /** Parks"),
        of(
            "tasks: announcement after the claim",
            "TaskPerEventPool",
            "        held.set(last);\n        if (claimed.compareAndSet(last, last + 1)) {",
            "        if (claimed.compareAndSet(last, last + 1)) {\n          held.set(last);"),
        of(
            "tasks: started before its cell is used",
            "TaskPerEventPool",
            "      shared.gate().useFirst(roundedUp(freePlaces.end()));\n",
            "",
            "      task.launch.start();\n",
            "      task.launch.start();\n"
                + "      shared.gate().useFirst(roundedUp(freePlaces.end()));\n"),
        of(
            "tasks: nobody tells that there is room",
            "TaskPerEventPool",
            "      if (waitsForRoom) {\n        dispatcher.wake();\n      }\n",
            ""),
        of(
            "tasks: room not waited for aloud",
            "TaskPerEventPool",
            "  private void awaitRoom() {\n    waitsForRoom = true;\n",
            "  private void awaitRoom() {\n"),
        of(
            "tasks: place given back after the count",
            "TaskPerEventPool",
            "      freePlaces.giveBack(place);\n      running.decrementAndGet();\n",
            "      running.decrementAndGet();\n      freePlaces.giveBack(place);\n"),
        of(
            "tasks: one more than the limit",
            "TaskPerEventPool",
            "boolean may = running.get() < target;",
            "boolean may = running.get() <= target;",
            "} else if (running.get() >= target) {",
            "} else if (running.get() > target) {"));
  }

  private static List<Mutant> ofOrder() {
    return List.of(
        of(
            "ordered: a busy key's event handled all the same",
            "KeyOrder",
            "if (queue.isBusyFor(claim)) {",
            "if (false) {"),
        of(
            "ordered: the queue of a key given back is not ready",
            "KeyOrder",
            "          addReady(queue);\n        } else {\n          keys.forget(queue);",
            "        } else {\n          keys.forget(queue);"),
        of(
            "ordered: nobody woken for a key that is ready",
            "KeyOrder",
            "signals = reopened || firstReady != null;",
            "signals = reopened;"),
        rare(
            "ordered: nobody woken for a ring that is open again",
            "ORDERED_ALL_AT_WORK",
            "KeyOrder",
            "signals = reopened || firstReady != null;",
            "signals = firstReady != null;"),
        of(
            "ordered: idle workers do not look for keys that are ready",
            "KeyOrder",
            "    return readyKeys.get() > 0\n        || (!",
            "    return (!",
            "return readyKeys.get() > 0 || (!idleWorkers.isRingShut() && ring.getCursor()",
            "return (!idleWorkers.isRingShut() && ring.getCursor()"),
        of("ordered: the ring stays shut", "KeyOrder", "    idleWorkers.openRing();\n", ""),
        of(
            "ordered: claimed before the event is out",
            "KeyOrder",
            "    event.takeOut(ring, sequence, withdrawals.contains(sequence), transfer, keyOf);\n"
                + "    claimed.set(sequence);\n",
            "    claimed.set(sequence);\n"
                + "    event.takeOut(ring, sequence, withdrawals.contains(sequence), transfer, keyOf);\n"),
        of(
            "ordered: keys kept by a worker that leaves",
            "Worker",
            "        batch.releaseKeys();\n",
            ""),
        of(
            "ordered: no look at the lock's holder",
            "ClaimLock",
            "return held.get() == 0 && held.compareAndSet(0, 1);",
            "boolean free = held.get() == 0;\n    held.set(1);\n    return free;"));
  }
}
