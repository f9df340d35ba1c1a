package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.Closing;
import weir.core.figures.Source;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.core.link.LinkServer;
import weir.core.link.ServerInfo;

/**
 * Watches what a program has, and shows it on a local socket once that is open. {@link Watch} has
 * one for the whole program; others are for programs that want several apart, and for tests. Thread
 * safe.
 */
public final class Watcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  /** By name, in the order in which they came. */
  @GuardedBy("this")
  private final Map<String, WatchedSource> sources = new LinkedHashMap<>();

  @GuardedBy("this")
  private @Nullable LinkServer server;

  /** Starts with nothing to watch. */
  public Watcher() {}

  /**
   * Watches a pool of threads. Use what this returns in the pool's place: the pool itself does the
   * work as before, and what it is given directly is not seen.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param pool the program's pool, which may be at work already
   * @return the pool to use; see {@link WatchedThreadPool} for what holds
   * @throws IllegalArgumentException if the name won't do, or the pool is watched already, or can't
   *     be: the message says why and what to do
   */
  public WatchedThreadPool executor(String name, ThreadPoolExecutor pool) {
    Source.checkName(name);
    requireUnwatched(pool);
    ThreadPoolSubject subject = new ThreadPoolSubject(pool);
    watch(name, subject);
    return subject.watched();
  }

  private static void requireUnwatched(ThreadPoolExecutor pool) {
    if (pool instanceof WatchedThreadPool
        || pool.getRejectedExecutionHandler() instanceof WatchedRejections) {
      throw new IllegalArgumentException(
          "this executor is watched already: use what the first call has returned");
    }
    if (pool instanceof ScheduledThreadPoolExecutor) {
      throw new IllegalArgumentException(
          "a ScheduledThreadPoolExecutor is watched as one: declare it as that, and not as a"
              + " ThreadPoolExecutor");
    }
  }

  private synchronized WatchedSource watch(String name, Subject subject) {
    String free = freeName(name);
    WatchedSource source = new WatchedSource(free, subject, () -> forget(free));
    sources.put(free, source);
    source.start();
    LinkServer open = server;
    if (open != null) {
      source.showOn(open);
    }
    return source;
  }

  /** Pools of one name are told apart by a number. */
  @GuardedBy("this")
  private String freeName(String name) {
    String free = name;
    for (int number = 2; sources.containsKey(free); number++) {
      String suffix = " " + number;
      int most = Source.MAX_NAME_LENGTH - suffix.length();
      free = name.substring(0, Math.min(name.length(), most)) + suffix;
    }
    return free;
  }

  private synchronized void forget(String name) {
    sources.remove(name);
  }

  /**
   * What is watched now.
   *
   * @return those that have not ended, in the order in which they came
   */
  public synchronized List<Watched> watched() {
    return List.copyOf(sources.values());
  }

  /**
   * What is watched under a name.
   *
   * @param name as it is shown
   * @return it; empty if there is none of that name, or it has ended
   */
  public synchronized Optional<Watched> find(String name) {
    return Optional.ofNullable(sources.get(name));
  }

  /**
   * Opens this program's own local socket: {@link LinkAddresses#ofProcess}, which panels of the
   * same user find. Only that user can open it.
   *
   * @return where it is
   * @throws LinkException if it can't be opened; the message says why and what to do
   * @throws IllegalStateException if it is open already
   */
  public LinkAddress open() throws LinkException {
    return open(LinkAddresses.ofProcess(ProcessHandle.current().pid()));
  }

  /**
   * Opens a local socket on which everything watched is shown, now and later.
   *
   * @param address where
   * @return where it is, with the real port where port 0 was asked for
   * @throws LinkException if it can't be opened there; the message says why and what to do
   * @throws IllegalStateException if it is open already
   */
  public synchronized LinkAddress open(LinkAddress address) throws LinkException {
    LinkServer before = server;
    if (before != null) {
      throw new IllegalStateException(
          "the socket is open already, at "
              + LinkAddresses.describe(before.address())
              + ": use that one, or close it first");
    }
    LinkServer opened = LinkServer.open(address, ServerInfo.ofThisProcess());
    server = opened;
    sources.values().forEach(source -> source.showOn(opened));
    LOG.info(
        "watched at {}: weir panel --socket {}",
        LinkAddresses.describe(opened.address()),
        LinkAddresses.describe(opened.address()));
    return opened.address();
  }

  /** Closes the socket and ends all watching; what was watched goes on. Can be used again. */
  @Override
  public void close() {
    Closing closing = new Closing();
    takeAll().forEach(closing::close);
    LinkServer open = takeServer();
    if (open != null) {
      closing.close(open);
    }
    closing.report();
  }

  private synchronized List<WatchedSource> takeAll() {
    return List.copyOf(sources.values());
  }

  private synchronized @Nullable LinkServer takeServer() {
    LinkServer open = server;
    server = null;
    return open;
  }
}
