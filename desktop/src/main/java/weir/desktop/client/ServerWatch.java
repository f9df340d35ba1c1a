package weir.desktop.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;
import weir.core.link.RuntimeFolder;

/**
 * Watches the servers of this user, those in the runtime folder and those added by hand, by a
 * connection each that keeps nothing but some figures. However many sockets there are, and whoever
 * answers them, there are few connections and fewer attempts at a time. Thread-safe.
 */
public final class ServerWatch implements AutoCloseable {

  /** Servers that are connected to at a time. */
  public static final int MOST_WATCHED = 16;

  /** Servers in the list. */
  public static final int MOST_LISTED = 64;

  private static final int MOST_ATTEMPTS = 8;
  private static final int MOST_FOUND = 512;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long SCAN_NANOS = TimeUnit.MILLISECONDS.toNanos(1_900);
  private static final long JOIN_MILLIS = 2_000;
  private static final String NAME =
      "weir panel's list (pid " + ProcessHandle.current().pid() + ")";

  private final RuntimeFolder folder;
  private final GroupTracks groups = new GroupTracks();
  private final Thread thread = new Thread(this::run, "weir-panel-servers");

  private final Semaphore wake = new Semaphore(0);

  @GuardedBy("this")
  private final Map<LinkAddress, WatchedServer> servers = new LinkedHashMap<>();

  @GuardedBy("this")
  private RuntimeFolder.Listing listing = new RuntimeFolder.Listing(List.of(), 0, "");

  @GuardedBy("this")
  private boolean showing;

  @GuardedBy("this")
  private boolean closed;

  /** Whether a server has come or gone since the listener was told. */
  @GuardedBy("this")
  private boolean changed;

  /** Set before {@link #thread} starts. */
  private Runnable onNews = () -> {};

  /**
   * Creates a watch that does nothing yet.
   *
   * @param folder where servers are found; the watch's own from now on
   */
  public ServerWatch(RuntimeFolder folder) {
    this.folder = folder;
    thread.setDaemon(true);
  }

  /**
   * Asks whether a server of this build answers somewhere.
   *
   * @param address where
   * @return what it came to, within a second
   */
  public static boolean isThere(LinkAddress address) {
    try (LinkClient client =
        LinkClient.connect(address, NAME, CONNECT_TIMEOUT, LinkListener.IGNORE)) {
      return client.server().pid() > 0;
    } catch (LinkException e) {
      return false;
    }
  }

  /**
   * Starts. Call it once.
   *
   * @param listener told once a second, on any thread, while the panel is showing
   */
  public void start(Runnable listener) {
    onNews = listener;
    thread.start();
  }

  /**
   * Says whether anybody can see the list; while nobody can, nothing is looked at and nobody is
   * connected to.
   *
   * @param visible whether the panel is
   */
  public synchronized void setShowing(boolean visible) {
    showing = visible;
    wakeUp();
  }

  /**
   * Adds a server by hand, there or not.
   *
   * @param address where it is
   */
  public synchronized void add(LinkAddress address) {
    serverAt(address).added = true;
    wakeUp();
  }

  /**
   * Takes a server from the list that was added by hand. One that is shown or in the folder stays.
   *
   * @param address where it is
   */
  public synchronized void remove(LinkAddress address) {
    WatchedServer server = servers.get(LinkAddresses.absolute(address));
    if (server == null) {
      return;
    }
    server.added = false;
    if (!server.shown && !server.found) {
      servers.remove(server.address());
      hangUp(server);
    }
  }

  /**
   * The panel connects to a server itself, and tells the track what it hears.
   *
   * @param address where it is
   * @return the connection, which does nothing yet
   */
  public synchronized PanelConnection show(LinkAddress address) {
    releaseAll();
    return connectionTo(serverAt(address));
  }

  /**
   * The panel connects to all processes of a group itself.
   *
   * @param name what the group is called
   * @return the connection, which does nothing yet; {@link #keepUp} tells it who comes and goes
   */
  public synchronized GroupConnection showGroup(String name) {
    releaseAll();
    GroupConnection group = new GroupConnection(name);
    join(group);
    return group;
  }

  /**
   * Has those join that have come, and gives up those that have gone, until they come again.
   *
   * @param group on show
   */
  public synchronized void keepUp(GroupConnection group) {
    for (LinkAddress lost : group.lost()) {
      group.remove(lost);
      serverAt(lost).release(System.nanoTime());
    }
    join(group);
  }

  @GuardedBy("this")
  private void join(GroupConnection group) {
    for (WatchedServer server : servers.values()) {
      if (!server.shown && server.track.isOf(group.group())) {
        group.add(server.address(), connectionTo(server));
      }
    }
  }

  @GuardedBy("this")
  private void releaseAll() {
    for (WatchedServer other : servers.values()) {
      if (other.shown) {
        other.release(System.nanoTime());
      }
    }
  }

  @GuardedBy("this")
  private PanelConnection connectionTo(WatchedServer server) {
    server.show();
    hangUp(server);
    wakeUp();
    return new PanelConnection(server.address(), server.track);
  }

  /**
   * The groups of which at least two processes answer.
   *
   * @param shown one of which it may be a single one
   * @return in the order of their names
   */
  public List<GroupReading> groups(String shown) {
    return groups.readings(readings(), shown);
  }

  /**
   * What is known now.
   *
   * @return at most {@link #MOST_LISTED}, in the order of their addresses
   */
  public synchronized List<ServerReading> readings() {
    return listed()
        .sorted(
            // Those that nobody asked for are the first that there is no room for.
            Comparator.comparingInt(ServerWatch::rank))
        .limit(MOST_LISTED)
        .sorted(Comparator.comparing(server -> LinkAddresses.text(server.address())))
        .map(server -> server.track.reading(server.added))
        .toList();
  }

  @GuardedBy("this")
  private Stream<WatchedServer> listed() {
    long now = System.nanoTime();
    return servers.values().stream().filter(server -> server.isListed(now));
  }

  private static int rank(WatchedServer server) {
    ServerState state = server.track.state();
    return server.shown || server.added || state instanceof ServerState.Here
        ? 0
        : state instanceof ServerState.NotWatched ? 2 : 1;
  }

  /**
   * What the list does not show, and why.
   *
   * @return sentences; empty if there is nothing to say
   */
  public synchronized String note() {
    StringJoiner note = new StringJoiner(" ");
    if (!listing.fault().isEmpty()) {
      note.add(
          Character.toUpperCase(listing.fault().charAt(0)) + listing.fault().substring(1) + ".");
    }
    long more = Math.max(0, listed().count() - MOST_LISTED) + listing.leftOut();
    if (more > 0) {
      note.add(more + " more in the runtime folder are not listed: add one by hand.");
    }
    if (listed().anyMatch(server -> server.track.state() instanceof ServerState.NotWatched)) {
      note.add(MOST_WATCHED + " servers are watched at a time; others can be shown.");
    }
    return note.toString();
  }

  /** Hangs up everywhere, but on the server that is shown, and stops. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      wakeUp();
    }
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @GuardedBy("this")
  private WatchedServer serverAt(LinkAddress address) {
    return servers.computeIfAbsent(
        LinkAddresses.absolute(address), at -> new WatchedServer(at, groups, System.nanoTime()));
  }

  private void run() {
    long scannedNanos = System.nanoTime() - SCAN_NANOS;
    long toldNanos = System.nanoTime() - TICK_NANOS;
    try {
      while (isShowing()) {
        long now = System.nanoTime();
        if (now - scannedNanos >= SCAN_NANOS) {
          scannedNanos = now;
          scan(now);
        }
        connectToThoseDue(now);
        if (now - toldNanos >= (takeChanged(now - toldNanos) ? SOON_NANOS : TICK_NANOS)) {
          toldNanos = now;
          onNews.run();
        }
        pause();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      hangUpAll();
    }
  }

  /** Waits until somebody can see the list; false once this is closed. */
  private synchronized boolean isShowing() throws InterruptedException {
    while (!showing && !closed) {
      hangUpAll();
      wait();
    }
    return !closed;
  }

  /** Whether there is news that can't wait for the next second. */
  private synchronized boolean takeChanged(long sinceNanos) {
    boolean was = changed;
    if (sinceNanos >= SOON_NANOS) {
      changed = false;
    }
    return was;
  }

  private void pause() throws InterruptedException {
    long nanos;
    synchronized (this) {
      nanos = changed ? SOON_NANOS : TICK_NANOS;
    }
    if (wake.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      wake.drainPermits();
    }
  }

  /** There is something to do before the next second. */
  @GuardedBy("this")
  private void wakeUp() {
    wake.release();
    notifyAll();
  }

  private void scan(long now) {
    RuntimeFolder.Listing listed = folder.list(MOST_FOUND);
    List<LinkAddress> others;
    synchronized (this) {
      listing = listed;
      servers.values().forEach(server -> server.found = false);
      for (RuntimeFolder.Found found : listed.found()) {
        WatchedServer server = serverAt(found.address());
        server.found = true;
        server.lookedAt(found.version(), now);
      }
      servers.values().removeIf(server -> server.isDone(now));
      others =
          servers.values().stream()
              .filter(server -> !server.found)
              .map(WatchedServer::address)
              .toList();
    }
    for (LinkAddress other : others) {
      // Elsewhere: perhaps on a disk that takes its time.
      Object version = RuntimeFolder.versionOf(other);
      synchronized (this) {
        WatchedServer server = servers.get(other);
        if (server != null) {
          server.lookedAt(version, now);
        }
      }
    }
  }

  private synchronized void connectToThoseDue(long now) {
    long attempts = servers.values().stream().filter(server -> server.connecting).count();
    List<WatchedServer> due =
        servers.values().stream()
            .filter(server -> server.isDue(now))
            .sorted(
                Comparator.comparing((WatchedServer server) -> !server.added)
                    .thenComparingInt(WatchedServer::failures))
            .limit(Math.max(0, MOST_ATTEMPTS - attempts))
            .toList();
    for (WatchedServer server : due) {
      server.connecting = true;
      Thread.ofVirtual().name("weir-panel-list-connect").start(() -> connect(server));
    }
  }

  private void connect(WatchedServer server) {
    LightConnection connection =
        new LightConnection(server.track, (ended, reason) -> onEnd(server, ended, reason));
    LinkClient client = null;
    String failure = "";
    try {
      client = LinkClient.connect(server.address(), NAME, CONNECT_TIMEOUT, connection);
    } catch (LinkException e) {
      failure = String.valueOf(e.getMessage());
    } catch (RuntimeException | OutOfMemoryError e) {
      // No more threads, say: there may be some later.
      failure = "no connection can be made at present (" + e + "): close other programs";
    }
    if (!settle(server, connection, client, failure) && client != null) {
      client.close();
    }
  }

  /** Takes what an attempt came to; false if the connection is not to be kept. */
  private synchronized boolean settle(
      WatchedServer server,
      LightConnection connection,
      @Nullable LinkClient client,
      String failure) {
    long now = System.nanoTime();
    server.connecting = false;
    changed = true;
    // Others may have waited for their turn.
    wakeUp();
    if (server.shown || !showing || closed || servers.get(server.address()) != server) {
      connection.drop();
      return false;
    }
    if (client == null) {
      server.failed(failure, now);
      return false;
    }
    if (servers.values().stream().filter(other -> other.client != null).count() >= MOST_WATCHED) {
      connection.drop();
      server.passOver(now);
      return false;
    }
    server.connected(client, connection);
    if (connection.isOver()) {
      server.lost("the server closed the connection", now);
    }
    return true;
  }

  private synchronized void onEnd(WatchedServer server, LightConnection ended, String reason) {
    if (server.connection == ended) {
      server.lost(reason, System.nanoTime());
      changed = true;
      wakeUp();
    }
  }

  private static void hangUp(WatchedServer server) {
    LinkClient client = server.client;
    LightConnection connection = server.connection;
    server.client = null;
    server.connection = null;
    if (connection != null) {
      connection.drop();
    }
    if (client != null) {
      // Without the lock: it waits for its threads.
      Thread.ofVirtual().name("weir-panel-list-close").start(client::close);
    }
  }

  private synchronized void hangUpAll() {
    servers.values().forEach(ServerWatch::hangUp);
  }
}
