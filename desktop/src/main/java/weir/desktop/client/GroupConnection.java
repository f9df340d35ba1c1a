package weir.desktop.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Change;
import weir.core.figures.GroupPast;
import weir.core.figures.GroupShare;
import weir.core.figures.GroupSum;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerRange;
import weir.core.figures.WorkerShares;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.ServerInfo;

/**
 * The processes of a group in the place of one server: what they say is added up to one source, and
 * its commands are shared out among them. Thread-safe.
 */
public final class GroupConnection implements PanelFeed {

  private static final long TICK_MILLIS = 50;
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** So long the first picture waits for members that have not said anything. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** The group lives as long as this connection. */
  private static final int SESSION = 1;

  private static final WorkerRange NO_WORKERS = new WorkerRange(0, 0);

  private final String group;
  private final UpdateSlot slot = new UpdateSlot();
  private final Thread thread = new Thread(this::run, "weir-panel-group");
  private final long createdNanos = System.nanoTime();

  /** Set before {@link #thread} starts. */
  private Runnable onNews = () -> {};

  @GuardedBy("this")
  private final GroupPeers peers;

  @GuardedBy("this")
  private final GroupSum sum;

  /** Until the first picture. */
  @GuardedBy("this")
  private @Nullable GroupPast start = new GroupPast();

  @GuardedBy("this")
  private ServerInfo info = new ServerInfo(0, 0);

  /** On {@link System#nanoTime}: what the group's uptime counts from. */
  @GuardedBy("this")
  private long zeroNanos;

  /** When the consumer was told last. */
  @GuardedBy("this")
  private long toldNanos = createdNanos;

  @GuardedBy("this")
  private long changes;

  @GuardedBy("this")
  private boolean news;

  @GuardedBy("this")
  private boolean figures;

  /** Whether the consumer is to be told of what is in the slot already. */
  @GuardedBy("this")
  private boolean tellLater;

  @GuardedBy("this")
  private boolean started;

  /** Written by {@link #thread}, read by whoever takes. */
  private volatile List<GroupShare> shares = List.of();

  /**
   * Creates a connection to nobody.
   *
   * @param group what the group is called
   */
  GroupConnection(String group) {
    this.group = group;
    this.sum = new GroupSum(group);
    this.peers = new GroupPeers(group);
    thread.setDaemon(true);
  }

  /**
   * What the group is called.
   *
   * @return the name
   */
  public String group() {
    return group;
  }

  @Override
  public void start(Runnable listener) {
    onNews = listener;
    List<GroupPeer> all;
    synchronized (this) {
      started = true;
      all = peers.list();
    }
    thread.start();
    all.forEach(peer -> peer.connection.start(() -> hear(peer)));
  }

  /** Another process has come; it is connected to from now on. */
  void add(LinkAddress address, PanelConnection connection) {
    GroupPeer peer = new GroupPeer(address, connection);
    boolean now;
    synchronized (this) {
      peers.add(peer);
      now = started;
    }
    if (now) {
      connection.start(() -> hear(peer));
    }
  }

  /** A process has gone. What it has done stays in the sums. */
  void remove(LinkAddress address) {
    GroupPeer peer;
    synchronized (this) {
      peer = peers.remove(address);
      if (peer != null) {
        peer.members.values().forEach(this::leave);
        tellThread();
      }
    }
    if (peer != null) {
      peer.connection.retire();
    }
  }

  /** Where nobody answers at present. */
  synchronized List<LinkAddress> lost() {
    return peers.list().stream().filter(GroupPeer::isLost).map(peer -> peer.address).toList();
  }

  @Override
  public PanelUpdate take() {
    return slot.take().withShares(shares);
  }

  /** On the threads of the members' connections. */
  private synchronized void hear(GroupPeer peer) {
    if (!peers.has(peer)) {
      return;
    }
    long now = System.nanoTime();
    long epochMillis = System.currentTimeMillis();
    PanelUpdate update = peer.connection.take();
    peer.become(update.state());
    peer.dropLeft().forEach(this::leave);
    GroupPast first = start;
    if (first != null) {
      update.past().forEach(past -> recall(peer, past, first));
    }
    update.snapshots().forEach(snapshot -> hear(peer, snapshot, now, epochMillis));
    update.changes().forEach(change -> hear(peer, change, now));
    tellThread();
  }

  @GuardedBy("this")
  private void recall(GroupPeer peer, SourcePast past, GroupPast first) {
    String member = peers.nameOf(peer, past.source());
    List<Snapshot> its =
        past.snapshots().stream().filter(one -> GroupPeer.isOf(one, group)).toList();
    if (member != null && !its.isEmpty()) {
      first.keepPast(member, its);
    }
  }

  @GuardedBy("this")
  private void hear(GroupPeer peer, Snapshot snapshot, long now, long epochMillis) {
    String member = peers.nameOf(peer, snapshot.source());
    if (member == null) {
      return;
    }
    if (!GroupPeer.isOf(snapshot, group)) {
      if (peer.members.remove(snapshot.source()) != null) {
        leave(member);
      }
      return;
    }
    peer.members.put(snapshot.source(), member);
    peer.hear();
    GroupPast first = start;
    if (first != null) {
      first.keep(member, snapshot, now, epochMillis);
    } else {
      sum.put(member, snapshot, now - zeroNanos, epochMillis);
    }
    figures = true;
  }

  /** Workers and resets of the group are seen in its figures. */
  @GuardedBy("this")
  private void hear(GroupPeer peer, Change change, long now) {
    String member = peer.members.get(change.source());
    if (member == null
        || start != null
        || change.kind() == Change.Kind.WORKERS
        || change.kind() == Change.Kind.RESET) {
      return;
    }
    boolean hasFrom = !change.from().isEmpty();
    tellLater |=
        slot.putChange(
            SESSION,
            new Change(
                group,
                ++changes,
                now - zeroNanos,
                System.currentTimeMillis(),
                change.kind(),
                change.who(),
                hasFrom ? member + ": " + change.from() : "",
                hasFrom ? change.to() : member + ": " + change.to()));
  }

  @GuardedBy("this")
  private void leave(String member) {
    GroupPast first = start;
    if (first != null) {
      first.forget(member);
    }
    sum.remove(member);
    figures = true;
  }

  @GuardedBy("this")
  private void tellThread() {
    news = true;
    notifyAll();
  }

  private void run() {
    try {
      while (!Thread.interrupted()) {
        if (emit()) {
          onNews.run();
        }
        TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      // Closed: nothing is left to do.
    }
  }

  /** Waits for news and hands them on; whether to tell the consumer. */
  private synchronized boolean emit() throws InterruptedException {
    long until = System.nanoTime() + QUIET_NANOS;
    for (long left = QUIET_NANOS; !news && left > 0; left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
    }
    news = false;
    long now = System.nanoTime();
    boolean tell = tellLater;
    tellLater = false;
    GroupPast first = start;
    if (first != null) {
      if (isFirstPictureDue(first, now)) {
        tell |= begin(first, now);
      } else {
        tell |= peers.isLost() && slot.putState(SESSION, peers.lostState());
        return tell;
      }
    }
    shares = sum.shares(now - zeroNanos);
    if (sum.isEmpty()) {
      tell |= slot.putState(SESSION, peers.lostState());
      return tell;
    }
    tell |= slot.putState(SESSION, new ConnectionState.Connected(info, List.of(peers.source())));
    if (figures) {
      figures = false;
      tell |= slot.putSnapshot(SESSION, sum.take(now - zeroNanos, System.currentTimeMillis()));
    }
    // For how long somebody has been silent is told all the same.
    tell |= now - toldNanos >= QUIET_NANOS;
    toldNanos = tell ? now : toldNanos;
    return tell;
  }

  @GuardedBy("this")
  private boolean isFirstPictureDue(GroupPast first, long now) {
    boolean all = peers.list().stream().allMatch(GroupPeer::isReady);
    return !first.isEmpty() && (all || now - createdNanos > PATIENCE_NANOS);
  }

  @GuardedBy("this")
  private boolean begin(GroupPast first, long now) {
    start = null;
    zeroNanos = first.zeroNanos();
    long epochMillis = System.currentTimeMillis();
    info = new ServerInfo(0, epochMillis - TimeUnit.NANOSECONDS.toMillis(now - zeroNanos));
    List<Snapshot> past = first.addTo(sum, now, epochMillis);
    figures = true;
    boolean tell =
        slot.putState(SESSION, new ConnectionState.Connected(info, List.of(peers.source())));
    tell |= slot.putPast(SESSION, group, past, List.of());
    return tell;
  }

  @Override
  public CompletableFuture<CommandOutcome> send(String source, Command command) {
    if (command instanceof Command.ResizeWorkers resize) {
      return resize(resize.workers());
    }
    if (command instanceof Command.ResetStatistics) {
      return GroupOrder.send(
          targets().stream()
              .filter(target -> target.source().capabilities().reset())
              .map(target -> new GroupOrder.Part(target, command, "has started afresh"))
              .toList());
    }
    return GroupOrder.refused(
        "That is not shared out: choose one of the group's processes in the list of servers"
            + " (Ctrl+B), and nothing was changed.");
  }

  private CompletableFuture<CommandOutcome> resize(int total) {
    List<GroupOrder.Target> all =
        targets().stream()
            .filter(target -> target.source().capabilities().workers().isPresent())
            .toList();
    List<Integer> parts;
    try {
      parts =
          WorkerShares.of(
              total,
              all.stream()
                  .map(
                      target ->
                          new WorkerShares.Place(
                              target.workers(),
                              target.source().capabilities().workers().orElse(NO_WORKERS)))
                  .toList());
    } catch (IllegalArgumentException e) {
      return GroupOrder.refused(e.getMessage() + ": nothing was changed.");
    }
    List<GroupOrder.Part> orders = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      orders.add(
          new GroupOrder.Part(
              all.get(i), new Command.ResizeWorkers(parts.get(i)), "has " + parts.get(i)));
    }
    return GroupOrder.send(orders);
  }

  private synchronized List<GroupOrder.Target> targets() {
    return peers.targets(sum.shares(System.nanoTime() - zeroNanos));
  }

  @Override
  public void retire() {
    thread.interrupt();
    connections().forEach(PanelConnection::retire);
  }

  private synchronized List<PanelConnection> connections() {
    return peers.list().stream().map(peer -> peer.connection).toList();
  }

  @Override
  public void close() {
    thread.interrupt();
    connections().forEach(PanelConnection::close);
    try {
      thread.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
