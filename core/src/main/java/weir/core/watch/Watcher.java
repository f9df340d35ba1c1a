package weir.core.watch;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
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
import weir.core.pipeline.Pipeline;
import weir.core.worker.HandlerPool;

/**
 * Watches what a program has, and shows it on a local socket once that is open. {@link Watch} has
 * one for the whole program; others are for programs that want several apart, and for tests. Thread
 * safe.
 */
public final class Watcher implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);

  private static final String WATCHED =
      "this executor is watched already: use what the first call has returned";

  /** Where the program's own socket is: class loaders of one program know no more of each other. */
  private static final String SOCKET_PROPERTY = "weir.watch.socket";

  private final SamplingThread samplingThread = new SamplingThread(this::noteStandstill);
  private final Pulse pulse = new Pulse();

  /** By name, in the order in which they came. Guarded by this. */
  private final Map<String, WatchedSource> sources = new LinkedHashMap<>();

  /** Those that are to be shown once there is a socket. Guarded by this. */
  private final List<Pipeline<?>> pipelines = new ArrayList<>();

  /** Null while none is open. Guarded by this. */
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
    if (pool instanceof ScheduledThreadPoolExecutor) {
      throw new IllegalArgumentException(
          "a ScheduledThreadPoolExecutor has tasks that are due at a time: watch it with"
              + " Watch.scheduled");
    }
    if (pool.getQueue() instanceof PriorityBlockingQueue<Runnable> queue
        && queue.comparator() != null) {
      throw new IllegalArgumentException(
          "the queue of this executor puts tasks in the order of a comparator, which would meet"
              + " Weir's objects among them: have it made by Watch.executor(name, core, …), which"
              + " keeps them out of the queue");
    }
    requireNoOwnFutures(pool);
    TaskRecorder recorder = new TaskRecorder();
    WatchedThreadPool watched = new WatchedThreadPool(pool, recorder);
    watch(name, ThreadPoolSubject.of(watched, recorder));
    return watched;
  }

  /**
   * Makes a pool of threads that is watched, for as long as it lives. Nothing of Weir's comes into
   * its queue, so that may be in any order, such as that of a comparator. The parameters behind the
   * name are those of {@link ThreadPoolExecutor}'s own constructor, and fail as there.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param core threads that are kept
   * @param most threads at most
   * @param keepAlive how long those beyond the core are kept without a task
   * @param unit of that time
   * @param queue for tasks that wait
   * @param factory makes threads
   * @param handler is given what can't be taken
   * @return the pool
   * @throws IllegalArgumentException if the name or a number won't do
   */
  @SuppressWarnings("TooManyParameters") // the JDK's own, in its order
  public ThreadPoolExecutor executor(
      String name,
      int core,
      int most,
      long keepAlive,
      TimeUnit unit,
      BlockingQueue<Runnable> queue,
      ThreadFactory factory,
      RejectedExecutionHandler handler) {
    Source.checkName(name);
    TaskRecorder recorder = new TaskRecorder();
    TimedThreadPool pool =
        new TimedThreadPool(core, most, keepAlive, unit, queue, factory, handler, recorder);
    watch(name, ThreadPoolSubject.of(pool, recorder));
    return pool;
  }

  /**
   * Watches an executor of whatever kind. A pool of threads is watched as {@link #executor(String,
   * ThreadPoolExecutor)} and {@link #scheduled} do it, whatever it is declared as; of others it is
   * seen when tasks come, start and end, and not what their queue holds.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param executor the program's, which may be at work already
   * @return the executor to use in its place
   * @throws IllegalArgumentException if the name won't do, or it is watched already, or can't be:
   *     the message says why and what to do
   */
  public ExecutorService executor(String name, ExecutorService executor) {
    if (executor instanceof ScheduledThreadPoolExecutor scheduled) {
      return scheduled(name, scheduled);
    }
    if (executor instanceof ThreadPoolExecutor pool) {
      return executor(name, pool);
    }
    return executor(name, executor, null);
  }

  /**
   * Watches an executor that starts as many tasks as it is given, such as one with a virtual thread
   * for each, and limits how many of them run at once. The others wait in their threads.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param executor the program's
   * @param limit tasks at once, from 0 to 1,024; the lever changes it
   * @return the executor to use in its place
   * @throws IllegalArgumentException if the name or the limit won't do, or it is watched already:
   *     the message says why and what to do
   */
  public ExecutorService limited(String name, ExecutorService executor, int limit) {
    if (executor instanceof ThreadPoolExecutor) {
      throw new IllegalArgumentException(
          "a ThreadPoolExecutor has a limit of its own, its size: watch it with Watch.executor");
    }
    return executor(name, executor, new TaskLimit(limit));
  }

  private ExecutorService executor(
      String name, ExecutorService executor, @Nullable TaskLimit limit) {
    Source.checkName(name);
    if (executor instanceof WatchedExecutor) {
      throw new IllegalArgumentException(WATCHED);
    }
    ExecutorSubject subject = new ExecutorSubject(executor, limit);
    watch(name, subject);
    return subject.watched();
  }

  /**
   * Watches a pool of threads whose calls somebody tells of: for an agent, which can put nothing in
   * the pool's place. Nothing of it is changed but its size, if that is wanted, and nothing is
   * shown by JMX.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param type what it is, for people
   * @param pool the program's pool; held weakly
   * @param kind how to ask it, and to resize it; held for as long as it is watched
   * @param fixedBecause why it may not be resized and what to do, for people; empty if it may
   * @param <P> what pools of its kind have in common
   * @param sinceNanos tells since when a task in its queue waits, by {@link System#nanoTime}, or
   *     {@link Tap#UNKNOWN}
   * @return what is told of its tasks
   * @throws IllegalArgumentException if the name won't do; the message says why
   */
  public <P> Tap tap(
      String name,
      String type,
      P pool,
      PoolKind<? super P> kind,
      Optional<String> fixedBecause,
      ToLongFunction<Runnable> sinceNanos) {
    Source.checkName(name);
    TapSubject<P> subject = new TapSubject<>(pool, kind, type, fixedBecause, sinceNanos);
    WatchedSource source = watch(name, subject);
    return new Tap(subject, source);
  }

  private static void requireUnwatched(ThreadPoolExecutor pool) {
    if (pool instanceof WatchedThreadPool
        || pool instanceof WatchedScheduledPool
        || pool instanceof TimedThreadPool
        || pool.getRejectedExecutionHandler() instanceof WatchedRejections
        || pool.getRejectedExecutionHandler() instanceof CountedRejections) {
      throw new IllegalArgumentException(WATCHED);
    }
  }

  /** What such a pool's futures do beyond the JDK's would be done no more. */
  private static void requireNoOwnFutures(ThreadPoolExecutor pool) {
    if (PoolMethods.overrides(pool, "newTaskFor", "submit")) {
      throw new IllegalArgumentException(
          "the class of this executor has a newTaskFor or a submit of its own, and its tasks would"
              + " get Weir's futures in place of those that it makes: use the agent (weir attach),"
              + " which leaves tasks as they are");
    }
  }

  /**
   * Watches a pool of threads whose tasks are due at a time. Waits count from then.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param pool the program's pool, which may be at work already
   * @return the pool to use; see {@link WatchedScheduledPool} for what holds
   * @throws IllegalArgumentException if the name won't do, or the pool is watched already: the
   *     message says what to do
   */
  public WatchedScheduledPool scheduled(String name, ScheduledThreadPoolExecutor pool) {
    Source.checkName(name);
    requireUnwatched(pool);
    requireNoOwnFutures(pool);
    ScheduledSubject subject = new ScheduledSubject(pool);
    watch(name, subject);
    return subject.watched();
  }

  /**
   * Watches a pool of workers on a ring: its ledger, its workers, and waits to a millisecond.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param pool the program's pool; it is used as before
   * @return how it stands, and the lever
   * @throws IllegalArgumentException if the name won't do; the message says why
   */
  public Watched pool(String name, HandlerPool<?> pool) {
    Source.checkName(name);
    return watch(name, new HandlerPoolSubject(pool, pulse));
  }

  /**
   * Watches a ring with consumers of its own. Publishers and consumers pay nothing: both are looked
   * at from outside, and times are those of the newest event at each look, to a millisecond.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param ring the program's ring
   * @param consumers the sequences of those whose backlog is to be told one by one, the slowest of
   *     which frees the slots; where none is named, the ring's gating sequences are taken together
   * @return how it stands
   * @throws IllegalArgumentException if the name won't do; the message says why
   */
  public WatchedRing ring(String name, RingBuffer<?> ring, Sequence... consumers) {
    Source.checkName(name);
    RingSubject subject =
        new RingSubject(
            new DisruptorRing(ring, consumers), ring.getClass().getSimpleName(), false, pulse);
    return new WatchedRing(watch(name, subject), subject);
  }

  /**
   * Watches a ring of whatever library, by looks from outside: for an agent, which can name none of
   * the program's classes. Times are as in {@link #ring}. Nothing is shown by JMX.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param type what it is, for people
   * @param ring how it is looked at
   * @return what is seen
   * @throws IllegalArgumentException if the name won't do; the message says why
   */
  public Sight look(String name, String type, RingView ring) {
    Source.checkName(name);
    return new Sight(watch(name, new RingSubject(ring, type, true, pulse)), () -> false);
  }

  /**
   * Watches a pool of threads that tells how it stands, and no more: there are no times. Nothing is
   * shown by JMX.
   *
   * @param name what to call it; where another has the name, a number is put behind it
   * @param pool how it is looked at, and resized where it can be
   * @return what is seen, and the lever
   * @throws IllegalArgumentException if the name won't do; the message says why
   */
  public Sight look(String name, PoolView pool) {
    Source.checkName(name);
    GaugedSubject subject = new GaugedSubject(pool);
    return new Sight(watch(name, subject), subject::undo);
  }

  /** Something has happened to all of the program: it is among the changes of each source. */
  private void noteStandstill(String words) {
    takeAll().forEach(source -> source.note("the JVM", "running", words));
  }

  /**
   * Shows a pipeline on the socket, now or once that is open. It stays what it is: it has its own
   * figures and its own name, and is shown until it is closed. It has an MXBean at once.
   *
   * @param pipeline the program's pipeline
   * @throws IllegalStateException if it is closed
   */
  public synchronized void pipeline(Pipeline<?> pipeline) {
    PipelineBean.register(pipeline);
    LinkServer open = server;
    if (open == null) {
      pipelines.add(pipeline);
    } else {
      show(pipeline, open);
    }
  }

  private static void show(Pipeline<?> pipeline, LinkServer open) {
    try {
      pipeline.reportTo(open);
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.warn("{} is not shown: {}", pipeline.name(), e.getMessage());
    }
  }

  private synchronized WatchedSource watch(String name, Subject subject) {
    String free = freeName(name);
    WatchedSource source = new WatchedSource(free, subject, this::forget);
    sources.put(free, source);
    source.start();
    samplingThread.add(source);
    LinkServer open = server;
    if (open != null) {
      source.showOn(open);
    }
    return source;
  }

  /** Pools of one name are told apart by a number. Called under the lock. */
  private String freeName(String name) {
    String free = name;
    for (int number = 2; sources.containsKey(free); number++) {
      String suffix = " " + number;
      int most = Source.MAX_NAME_LENGTH - suffix.length();
      free = name.substring(0, Math.min(name.length(), most)) + suffix;
    }
    return free;
  }

  private void forget(WatchedSource source) {
    samplingThread.remove(source);
    synchronized (this) {
      sources.remove(source.source().name());
    }
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
    String elsewhere = System.getProperty(SOCKET_PROPERTY);
    if (elsewhere != null && !isOpen()) {
      throw new IllegalStateException(
          "this program's socket is open already, at "
              + elsewhere
              + ", by another class loader's Weir: use that one, or open one at an address of your"
              + " own");
    }
    LinkAddress opened = open(LinkAddresses.ofProcess(ProcessHandle.current().pid()));
    System.setProperty(SOCKET_PROPERTY, LinkAddresses.describe(opened));
    return opened;
  }

  private synchronized boolean isOpen() {
    return server != null;
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
              + describe(before)
              + ": use that one, or close it first");
    }
    LinkServer opened = LinkServer.open(address, ServerInfo.ofThisProcess());
    server = opened;
    sources.values().forEach(source -> source.showOn(opened));
    pipelines.forEach(pipeline -> show(pipeline, opened));
    pipelines.clear();
    LOG.info("watched at {}: weir panel --socket {}", describe(opened), describe(opened));
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
      closing.close(() -> System.getProperties().remove(SOCKET_PROPERTY, describe(open)));
    }
    closing.report();
  }

  private static String describe(LinkServer open) {
    return LinkAddresses.describe(open.address());
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
