package weir.core.figures;

import java.util.Optional;
import java.util.OptionalLong;

/** What is known of one process of a group. Not thread-safe. */
final class GroupMember {

  /**
   * What is added, also of members that have gone.
   *
   * @param rejected since its last reset
   * @param overRange since its last reset
   * @param time since it was first heard of, or since its start
   * @param redelivered since its start
   * @param deadLetters since its start
   */
  record Counts(
      OptionalLong rejected,
      OptionalLong overRange,
      WorkTime time,
      long redelivered,
      long deadLetters) {

    static final Counts NONE =
        new Counts(OptionalLong.empty(), OptionalLong.empty(), new WorkTime(0, 0), 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          sum(rejected, other.rejected),
          sum(overRange, other.overRange),
          new WorkTime(
              time.busyNanos() + other.time.busyNanos(),
              time.workerNanos() + other.time.workerNanos()),
          redelivered + other.redelivered,
          deadLetters + other.deadLetters);
    }

    /** Only what a reset leaves. */
    Counts afterReset() {
      return new Counts(OptionalLong.empty(), OptionalLong.empty(), time, redelivered, deadLetters);
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
      return one.isPresent() || other.isPresent()
          ? OptionalLong.of(one.orElse(0) + other.orElse(0))
          : one;
    }
  }

  private final String name;
  private final ClockLead clock = new ClockLead();

  /**
   * What it had worked before it is counted: a member that joins must not look busy in a moment.
   */
  private final WorkTime before;

  private Snapshot newest;
  private long atNanos;

  GroupMember(String name, Snapshot first, boolean joins) {
    this.name = name;
    this.newest = first;
    this.before = joins ? time(first) : new WorkTime(0, 0);
  }

  private static WorkTime time(Snapshot snapshot) {
    return snapshot.workers().flatMap(WorkerCount::time).orElse(new WorkTime(0, 0));
  }

  void put(Snapshot next, long nanos) {
    newest = next;
    atNanos = nanos;
  }

  Snapshot newest() {
    return newest;
  }

  ClockLead clock() {
    return clock;
  }

  long silentNanos(long nowNanos) {
    return nowNanos - atNanos;
  }

  Counts counts() {
    WorkTime now = time(newest);
    Optional<JournalFigures> journal = newest.journal();
    return new Counts(
        newest.ledger().rejected(),
        newest.overRange(),
        new WorkTime(
            now.busyNanos() - before.busyNanos(), now.workerNanos() - before.workerNanos()),
        journal.map(JournalFigures::redelivered).orElse(0L),
        journal.map(JournalFigures::deadLetters).orElse(0L));
  }

  GroupShare share(long nowNanos, long longNanos) {
    long silent = silentNanos(nowNanos);
    return new GroupShare(
        name, newest.workers(), silent > longNanos ? silent : 0, clock.aheadMillis());
  }
}
