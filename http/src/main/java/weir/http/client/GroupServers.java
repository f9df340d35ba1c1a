package weir.http.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import weir.core.figures.GroupPast;
import weir.core.figures.GroupShare;
import weir.core.figures.GroupSum;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;
import weir.core.figures.WorkerShares;
import weir.core.link.Command;
import weir.core.link.LinkAddress;
import weir.core.link.RuntimeFolder;
import weir.http.time.Deadline;

/**
 * One conversation of a command with all processes of a group, those in the user's runtime folder
 * and one more. Used by one thread.
 */
public final class GroupServers implements AutoCloseable {

  /** Sockets that are looked at. */
  private static final int MOST = 64;

  /** So long those are waited for that have not said anything. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final RuntimeFolder folder;
  private final List<LinkAddress> more;
  private final String clientName;
  private final String group;

  /** All that members say is told under the lock of this. */
  @GuardedBy("this")
  private final Map<RuntimeFolder.Found, GroupMemberLink> links = new HashMap<>();

  @GuardedBy("this")
  private final GroupSum sum;

  /** Until all have said something. */
  @GuardedBy("this")
  private @Nullable GroupPast past = new GroupPast();

  /** On {@link System#nanoTime}: what the group's uptime counts from. */
  @GuardedBy("this")
  private long zeroNanos;

  @GuardedBy("this")
  private final TreeSet<String> others = new TreeSet<>();

  @GuardedBy("this")
  private int names;

  private GroupServers(
      RuntimeFolder folder, List<LinkAddress> more, String clientName, String group) {
    this.folder = folder;
    this.more = List.copyOf(more);
    this.clientName = clientName;
    this.group = group;
    this.sum = new GroupSum(group);
  }

  /**
   * Connects to those that answer.
   *
   * @param folder where servers are found
   * @param more where others may be
   * @param clientName who is calling, as changes are said to be by
   * @param group what the group is called
   * @return the conversation; the caller closes it
   * @throws CommandFailure if no process of the group answers
   * @throws InterruptedException if interrupted
   */
  public static GroupServers open(
      RuntimeFolder folder, List<LinkAddress> more, String clientName, String group)
      throws CommandFailure, InterruptedException {
    GroupServers servers = new GroupServers(folder, more, clientName, group);
    boolean opened = false;
    try {
      servers.look();
      servers.begin();
      opened = true;
      return servers;
    } finally {
      if (!opened) {
        servers.close();
      }
    }
  }

  /**
   * Connects to whoever has come since, or has not answered or ended its connection before, each on
   * a thread of its own.
   */
  private void look() {
    List<RuntimeFolder.Found> all = new ArrayList<>(folder.list(MOST).found());
    more.forEach(
        address -> all.add(new RuntimeFolder.Found(address, RuntimeFolder.versionOf(address))));
    synchronized (this) {
      // Who has done with talking makes room, for itself or for another.
      links.values().removeIf(GroupMemberLink::hasEnded);
    }
    for (RuntimeFolder.Found found : all) {
      GroupMemberLink link = new GroupMemberLink(this, found.address());
      synchronized (this) {
        if (links.size() >= 4 * MOST || links.putIfAbsent(found, link) != null) {
          continue;
        }
      }
      Thread.ofVirtual().name("weir-group-connect").start(() -> link.connect(clientName));
    }
  }

  private synchronized void begin() throws CommandFailure, InterruptedException {
    Deadline deadline = Deadline.in(PATIENCE);
    while (!allHaveSpoken() && deadline.await(this)) {}
    GroupPast all = past;
    if (all == null || all.isEmpty()) {
      throw new CommandFailure(
          "no process of a group '"
              + group
              + "' answers: "
              + (others.isEmpty()
                  ? "the servers in the runtime folder are of no group"
                  : "there is " + String.join(", ", others))
              + "; one elsewhere is named by --socket");
    }
    past = null;
    zeroNanos = all.zeroNanos();
    all.addTo(sum, System.nanoTime(), System.currentTimeMillis());
  }

  @GuardedBy("this")
  private boolean allHaveSpoken() {
    return links.values().stream().allMatch(GroupMemberLink::isReady);
  }

  /** A member has said something; of this group or of another. */
  synchronized void hear(GroupMemberLink link, Snapshot snapshot) {
    String its = GroupMemberLink.groupOf(snapshot);
    String member = link.name(snapshot.source());
    if (!group.equals(its)) {
      if (its != null) {
        others.add(its);
      }
      if (member != null) {
        sum.remove(member);
        link.forget(snapshot.source());
      }
    } else {
      long now = System.nanoTime();
      long epochMillis = System.currentTimeMillis();
      String name = member == null ? link.join(snapshot.source(), names++) : member;
      GroupPast first = past;
      if (first != null) {
        first.keep(name, snapshot, now, epochMillis);
      } else {
        sum.put(name, snapshot, now - zeroNanos, epochMillis);
      }
    }
    notifyAll();
  }

  synchronized void recall(GroupMemberLink link, String source, List<Snapshot> snapshots) {
    GroupPast first = past;
    List<Snapshot> its =
        snapshots.stream().filter(one -> group.equals(GroupMemberLink.groupOf(one))).toList();
    if (first != null && !its.isEmpty()) {
      String known = link.name(source);
      first.keepPast(known == null ? link.join(source, names++) : known, its);
    }
  }

  /** It says nothing more. */
  synchronized void leave(GroupMemberLink link) {
    link.names().forEach(sum::remove);
    GroupPast first = past;
    if (first != null) {
      link.names().forEach(first::forget);
    }
    notifyAll();
  }

  /** Whether a member is called so. */
  synchronized boolean isTaken(String name) {
    return links.values().stream().anyMatch(link -> link.names().contains(name));
  }

  /** Something has changed that somebody may wait for. */
  synchronized void tell() {
    notifyAll();
  }

  /**
   * The group's figures as of now; whoever has come is in them from the next call on.
   *
   * @return over the time since the last call
   * @throws CommandFailure if all of its processes are gone
   * @throws InterruptedException if interrupted
   */
  public Snapshot next() throws CommandFailure, InterruptedException {
    look();
    synchronized (this) {
      // All may have lost their connections at once, and be there.
      Deadline deadline = Deadline.in(PATIENCE);
      while (sum.isEmpty() && !allHaveSpoken() && deadline.await(this)) {}
      if (sum.isEmpty()) {
        throw new CommandFailure(
            "all processes of the group '" + group + "' are gone: start one and try again");
      }
      return sum.take(System.nanoTime() - zeroNanos, System.currentTimeMillis());
    }
  }

  /**
   * Who has how many workers.
   *
   * @return the processes, in the order of their numbers
   */
  public synchronized List<GroupShare> shares() {
    return sum.shares(System.nanoTime() - zeroNanos);
  }

  /**
   * Whether latencies are of all events that the processes have counted since their last reset.
   *
   * @return otherwise they are of those of about the last ten minutes
   */
  public synchronized boolean isWhole() {
    return sum.isWhole();
  }

  /** A process that can be resized. */
  private record Resizable(GroupMemberLink link, String source, String name, WorkerRange range) {}

  private synchronized List<Resizable> resizable() {
    List<Resizable> all = new ArrayList<>();
    for (GroupMemberLink link : links.values()) {
      link.forEachSource(
          (source, name) ->
              source
                  .capabilities()
                  .workers()
                  .ifPresent(range -> all.add(new Resizable(link, source.name(), name, range))));
    }
    return all;
  }

  /**
   * How many workers there can be.
   *
   * @return the sums of what each process can have
   */
  public WorkerRange range() {
    return WorkerShares.range(
        resizable().stream().map(one -> new WorkerShares.Place(0, one.range)).toList());
  }

  /**
   * Shares workers out among the processes.
   *
   * @param total how many in all
   * @return who has how many from now on, for people
   * @throws CommandFailure if it can't be, or one refuses: the message says which and what the
   *     others have
   * @throws InterruptedException if interrupted; what took effect is unknown
   */
  public String resize(int total) throws CommandFailure, InterruptedException {
    List<Resizable> all = resizable();
    Map<String, Integer> now = new HashMap<>();
    for (GroupShare share : shares()) {
      now.put(share.member(), share.workers().map(WorkerCount::requested).orElse(0));
    }
    if (all.isEmpty()) {
      throw new CommandFailure(
          "no process of the group '" + group + "' can be resized: nothing was changed");
    }
    List<Integer> parts;
    try {
      parts =
          WorkerShares.of(
              total,
              all.stream()
                  .map(one -> new WorkerShares.Place(now.getOrDefault(one.name, 0), one.range))
                  .toList());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(e.getMessage() + ": nothing was changed", e);
    }
    StringJoiner done = new StringJoiner(" · ");
    StringJoiner faults = new StringJoiner("; ");
    for (int i = 0; i < parts.size(); i++) {
      Resizable one = all.get(i);
      try {
        one.link.execute(one.source, new Command.ResizeWorkers(parts.get(i)));
        done.add(one.name + ": " + parts.get(i));
      } catch (CommandFailure e) {
        faults.add(one.name + " did not: " + e.getMessage());
      }
    }
    if (faults.length() > 0) {
      throw new CommandFailure(
          faults + (done.length() == 0 ? "" : "; the others have their share: " + done));
    }
    return done.toString();
  }

  @Override
  public void close() {
    List<GroupMemberLink> all;
    synchronized (this) {
      all = List.copyOf(links.values());
    }
    all.forEach(GroupMemberLink::close);
  }
}
