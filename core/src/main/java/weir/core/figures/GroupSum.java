package weir.core.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import weir.core.settings.Contention;
import weir.core.settings.ResourceSettings;

/**
 * Adds up the processes of a group to one source. The ledger is not added, as each process shows
 * the whole group's: what has settled comes before what catches up, and then the newest counts.
 * Workers, their time, rejected events and what a process met itself are added, latencies merged.
 * What can't be added truthfully is left empty: cohorts, loads, and resources that are set
 * differently or have bounds of their own.
 *
 * <p>Each member reports at its own pace: what it says counts once, from when it comes. One that is
 * silent holds up nobody. Not thread-safe.
 */
public final class GroupSum {

  /** Who says nothing for so long is said to be silent, in nanoseconds. */
  public static final long SILENT_NANOS = 3_000_000_000L;

  /** A percentile takes a pass over thousands of counts, and there are dozens. */
  private static final long SUMMARY_NANOS = 250_000_000L;

  /** Whose counts are kept apart after they have gone: they may come back. */
  private static final int MOST_GONE = 64;

  private final String group;
  private final Map<String, GroupMember> members = new LinkedHashMap<>();
  private final Map<String, GroupMember> gone = new LinkedHashMap<>();

  /** Of those that are gone for good. */
  private GroupMember.Counts past = GroupMember.Counts.NONE;

  private final GroupLedger ledger = new GroupLedger();
  private final GroupPlaces places = new GroupPlaces();
  private final IntervalSum pending = new IntervalSum();
  private final IntervalSum heard = new IntervalSum();
  private Latencies<LatencySummary> summaries = LatencySummary.NONE;
  private LatencySummary hiccups = LatencySummary.EMPTY;
  private long summarisedNanos = Long.MIN_VALUE;
  private long longestNanos;
  private long takenNanos = Long.MIN_VALUE;
  private long number;
  private long resets;

  /**
   * Creates a sum of nobody.
   *
   * @param group what the group is called
   */
  public GroupSum(String group) {
    this.group = Source.checkName(group);
  }

  /**
   * Takes what a member says now.
   *
   * @param member what it is called, the only one of that name
   * @param snapshot its newest figures, which follow on those before
   * @param atNanos when they came, on the clock of {@link #take}
   * @param epochMillis what this machine's wall clock showed then
   */
  public void put(String member, Snapshot snapshot, long atNanos, long epochMillis) {
    put(member, snapshot, atNanos).clock().hear(snapshot.epochMillis(), epochMillis);
  }

  /**
   * Takes what a member said some time ago.
   *
   * @param member see {@link #put}
   * @param snapshot see {@link #put}
   * @param atNanos when it was so, on the clock of {@link #take}
   */
  public void recall(String member, Snapshot snapshot, long atNanos) {
    put(member, snapshot, atNanos);
  }

  private GroupMember put(String name, Snapshot snapshot, long atNanos) {
    GroupMember member = members.get(name);
    if (member == null) {
      member = gone.remove(name);
    }
    if (member != null && snapshot.uptimeNanos() < member.newest().uptimeNanos()) {
      past = past.plus(member.counts());
      ledger.remove(name);
      member = null; // Another life.
    }
    if (member == null) {
      member = new GroupMember(name, snapshot, takenNanos > Long.MIN_VALUE);
    } else if (member.newest().resets() != snapshot.resets()) {
      startAfresh();
    }
    members.put(name, member);
    member.put(snapshot, atNanos);
    ledger.put(name, snapshot.ledger(), snapshot.journal(), atNanos);
    longestNanos = Math.max(longestNanos, snapshot.interval().intervalNanos());
    pending.add(snapshot.interval());
    heard.add(snapshot.interval());
    return member;
  }

  /** A member's statistics have been reset: what was merged can't be taken apart again. */
  private void startAfresh() {
    resets++;
    ledger.startAfresh();
    heard.clear();
    summaries = LatencySummary.NONE;
    hiccups = LatencySummary.EMPTY;
    summarisedNanos = Long.MIN_VALUE;
    past = past.afterReset();
    gone.clear();
  }

  /**
   * A member is gone. What it has done stays in the sums; its workers do not.
   *
   * @param member its name; nothing is done if there is none
   */
  public void remove(String member) {
    GroupMember left = members.remove(member);
    if (left == null) {
      return;
    }
    ledger.remove(member);
    gone.put(member, left);
    if (gone.size() > MOST_GONE) {
      Iterator<GroupMember> eldest = gone.values().iterator();
      past = past.plus(eldest.next().counts());
      eldest.remove();
    }
  }

  /**
   * Whether nobody is in it.
   *
   * @return true before the first member, and after the last
   */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /**
   * Who has how many workers.
   *
   * @param nowNanos on the clock of {@link #take}
   * @return the members, in the order of their names, and of their numbers
   */
  public List<GroupShare> shares(long nowNanos) {
    return members.values().stream()
        .map(member -> member.share(nowNanos, SILENT_NANOS))
        .sorted(
            Comparator.comparingInt((GroupShare share) -> share.member().length())
                .thenComparing(GroupShare::member))
        .toList();
  }

  /**
   * Whether latencies are of all events that the members have counted since their last reset;
   * otherwise of those that were heard of here.
   *
   * @return false as well where nobody measures response times
   */
  public boolean isWhole() {
    Stream<Optional<LatencySummary>> all =
        Stream.concat(members.values().stream(), gone.values().stream())
            .map(member -> member.newest().sinceReset().responseTime());
    long counted = all.mapToLong(it -> it.map(LatencySummary::count).orElse(0L)).sum();
    return heard.latencies().responseTime().getTotalCount() >= counted;
  }

  /**
   * The group's figures now; the interval is of what came since the last call. Summaries may be a
   * quarter of a second older. There must be a member.
   *
   * @param nowNanos later than in the last call; the group's uptime
   * @param epochMillis what the wall clock shows
   * @return figures of the source that is called as the group is
   */
  public Snapshot take(long nowNanos, long epochMillis) {
    long elapsed = takenNanos == Long.MIN_VALUE ? longestNanos : nowNanos - takenNanos;
    takenNanos = nowNanos;
    pending.endAfter(elapsed);
    Interval interval = pending.pack();
    pending.clear();
    if (summarisedNanos == Long.MIN_VALUE || nowNanos - summarisedNanos >= SUMMARY_NANOS) {
      summarisedNanos = nowNanos;
      summaries = heard.latencies().zip(summaries, GroupSum::summary);
      hiccups = summary(heard.hiccups(), hiccups);
    }
    Ledger ofGroup = ledger.choose(nowNanos);
    long inFlight = inFlight(ofGroup.inPipeline());
    GroupMember.Counts counts = counts();
    return new Snapshot(
            group,
            ++number,
            epochMillis,
            nowNanos,
            resets + ledger.restarts(),
            new Ledger(
                ofGroup.accepted(),
                ofGroup.completed(),
                ofGroup.failed(),
                counts.rejected(),
                ofGroup.inPipeline() - inFlight,
                inFlight),
            oldestWaiting(nowNanos),
            workers(counts),
            workerFigures(),
            resource(),
            counts.overRange(),
            presentIn(),
            hasHiccups() ? Optional.of(hiccups) : Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            interval)
        .withJournal(journal(counts));
  }

  /** A process knows what its own workers are at; what others are at is backlog to it. */
  private long inFlight(long most) {
    return Math.min(
        most, members.values().stream().mapToLong(each -> each.newest().ledger().inFlight()).sum());
  }

  private static LatencySummary summary(Histogram now, LatencySummary before) {
    return now.getTotalCount() == before.count() ? before : LatencySummary.of(now);
  }

  private GroupMember.Counts counts() {
    GroupMember.Counts sum = past;
    for (GroupMember each : gone.values()) {
      sum = sum.plus(each.counts());
    }
    for (GroupMember each : members.values()) {
      sum = sum.plus(each.counts());
    }
    return sum;
  }

  private <T> List<T> known(Function<Snapshot, Optional<T>> part) {
    return members.values().stream()
        .map(member -> part.apply(member.newest()))
        .flatMap(Optional::stream)
        .toList();
  }

  private OptionalLong oldestWaiting(long nowNanos) {
    return members.values().stream()
        .filter(member -> member.silentNanos(nowNanos) <= SILENT_NANOS)
        .map(member -> member.newest().oldestWaitingNanos())
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .max();
  }

  private Optional<WorkerCount> workers(GroupMember.Counts counts) {
    List<WorkerCount> all = known(Snapshot::workers);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    boolean timed = all.stream().allMatch(count -> count.time().isPresent());
    return Optional.of(
        new WorkerCount(
            sum(all, WorkerCount::requested),
            sum(all, WorkerCount::effective),
            timed ? Optional.of(counts.time()) : Optional.empty()));
  }

  /** Whatever one of them claims, the sum is a count. */
  private static <T> int sum(List<T> all, ToIntFunction<T> count) {
    long sum = all.stream().mapToLong(each -> Math.max(0, count.applyAsInt(each))).sum();
    return (int) Math.min(Integer.MAX_VALUE, sum);
  }

  private Optional<List<WorkerFigures>> workerFigures() {
    if (known(Snapshot::workerFigures).isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<WorkerFigures>> all = new LinkedHashMap<>();
    members.forEach(
        (name, member) -> all.put(name, member.newest().workerFigures().orElse(List.of())));
    return Optional.of(places.arrange(all));
  }

  /** Bounds and contention are of one process each: in sums they would mean something else. */
  private Optional<ResourceUse> resource() {
    List<ResourceUse> all = known(Snapshot::resource);
    if (all.isEmpty() || (all.size() > 1 && !canBeAdded(all))) {
      return Optional.empty();
    }
    ResourceUse one = all.get(0);
    return Optional.of(
        new ResourceUse(
            sum(all, ResourceUse::inUse),
            sum(all, ResourceUse::waiting),
            all.stream().allMatch(ResourceUse::frozen),
            one.settings(),
            one.replay()));
  }

  private static boolean canBeAdded(List<ResourceUse> all) {
    ResourceSettings settings = all.get(0).settings();
    return settings.capacity() == 0
        && settings.contention().equals(Contention.NONE)
        && all.stream().allMatch(use -> use.settings().equals(settings))
        && all.stream().map(ResourceUse::replay).distinct().count() == 1;
  }

  private Latencies<Optional<LatencySummary>> presentIn() {
    Latencies<Boolean> present = LatencySummary.NONE.map(any -> false);
    for (GroupMember member : members.values()) {
      present = present.zip(member.newest().sinceReset(), (is, its) -> is || its.isPresent());
    }
    return present.zip(summaries, (is, summary) -> is ? Optional.of(summary) : Optional.empty());
  }

  private boolean hasHiccups() {
    return !known(Snapshot::hiccups).isEmpty();
  }

  private Optional<JournalFigures> journal(GroupMember.Counts counts) {
    GroupMember holder = members.get(ledger.holder());
    List<JournalFigures> all = known(Snapshot::journal);
    Optional<JournalFigures> its =
        (holder == null ? Optional.<JournalFigures>empty() : holder.newest().journal())
            .or(() -> all.stream().findFirst());
    return its.map(
        one ->
            new JournalFigures(
                one.kind(),
                Optional.of(group),
                ledger.recovered(),
                counts.redelivered(),
                counts.deadLetters(),
                all.stream().mapToLong(JournalFigures::unsafe).sum(),
                Optional.of(ledger.endedBefore()),
                ledger.isSettled(),
                one.bytes(),
                one.maxBytes(),
                all.stream()
                    .map(JournalFigures::forceNanos)
                    .filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong)
                    .max(),
                trouble()));
  }

  private Optional<String> trouble() {
    List<String> all = new ArrayList<>();
    members.forEach(
        (name, member) ->
            member
                .newest()
                .journal()
                .flatMap(JournalFigures::trouble)
                .ifPresent(sentence -> all.add(name + ": " + sentence)));
    return all.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", all));
  }
}
