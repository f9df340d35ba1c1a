package weir.core.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What members of a group have said before it is first shown: their past, each by its own uptime,
 * becomes one on the group's. That starts with the member that has been there longest. Not
 * thread-safe.
 */
public final class GroupPast {

  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Who claims to be older is not believed. */
  private static final long OLDEST_NANOS = TimeUnit.DAYS.toNanos(3_650);

  /** What a member said when it came, and when that was. */
  private record Said(String member, Snapshot snapshot, long nanos, long epochMillis) {

    /** When it started, on this machine's clocks. */
    long startNanos() {
      return nanos - Math.max(0, Math.min(snapshot.uptimeNanos(), OLDEST_NANOS));
    }
  }

  private record Dated(String member, Snapshot snapshot, long atNanos) {}

  private final List<Said> said = new ArrayList<>();
  private final Map<String, List<Snapshot>> past = new HashMap<>();

  /** Starts with nothing. */
  public GroupPast() {}

  /**
   * Keeps what a member says now.
   *
   * @param member what it is called
   * @param snapshot its figures
   * @param nanos when they came, on {@link System#nanoTime}
   * @param epochMillis what this machine's wall clock showed then
   */
  public void keep(String member, Snapshot snapshot, long nanos, long epochMillis) {
    said.add(new Said(member, snapshot, nanos, epochMillis));
  }

  /**
   * Keeps what a member has said before it was listened to.
   *
   * @param member what it is called
   * @param snapshots the oldest first
   */
  public void keepPast(String member, List<Snapshot> snapshots) {
    past.computeIfAbsent(member, any -> new ArrayList<>()).addAll(snapshots);
  }

  /**
   * Drops what a member has said: it is gone.
   *
   * @param member what it is called
   */
  public void forget(String member) {
    said.removeIf(one -> one.member.equals(member));
    past.remove(member);
  }

  /**
   * Whether nobody has said anything.
   *
   * @return true until a member is heard
   */
  public boolean isEmpty() {
    return said.isEmpty();
  }

  /**
   * What the group's uptime counts from: the start of the member that has been there longest.
   *
   * @return on {@link System#nanoTime}
   */
  public long zeroNanos() {
    return said.stream().mapToLong(Said::startNanos).min().orElseGet(System::nanoTime);
  }

  /**
   * Adds all of it to a sum.
   *
   * @param sum the group's; nothing was added to it yet
   * @param nowNanos on {@link System#nanoTime}
   * @param epochMillis what the wall clock shows now
   * @return the group's past, a second or more each
   */
  public List<Snapshot> addTo(GroupSum sum, long nowNanos, long epochMillis) {
    long zero = zeroNanos();
    List<Snapshot> all = new ArrayList<>();
    long end = Long.MIN_VALUE;
    long last = Long.MIN_VALUE;
    for (Dated dated : inOrder(zero, nowNanos)) {
      if (dated.atNanos > end) {
        if (last > Long.MIN_VALUE) {
          all.add(sum.take(last, epochMillis - millis(nowNanos - zero - last)));
        }
        end = dated.atNanos + STEP_NANOS;
      }
      sum.recall(dated.member, dated.snapshot, dated.atNanos);
      last = dated.atNanos;
    }
    if (last > Long.MIN_VALUE) {
      all.add(sum.take(last, epochMillis - millis(nowNanos - zero - last)));
    }
    for (Said one : said) {
      sum.put(one.member, one.snapshot, one.nanos - zero, one.epochMillis);
    }
    return all;
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  private List<Dated> inOrder(long zero, long nowNanos) {
    List<Dated> all = new ArrayList<>();
    past.forEach(
        (member, snapshots) ->
            said.stream()
                .filter(one -> one.member.equals(member))
                .findFirst()
                .ifPresent(
                    first -> {
                      for (Snapshot snapshot : snapshots) {
                        long ago = first.snapshot.uptimeNanos() - snapshot.uptimeNanos();
                        long at = first.nanos - zero - ago;
                        if (ago >= 0 && at > 0 && at < nowNanos - zero - 1) {
                          all.add(new Dated(member, snapshot, at));
                        }
                      }
                    }));
    all.sort(Comparator.comparingLong(Dated::atNanos));
    return all;
  }
}
