package weir.core.watch;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.link.LinkAddress;
import weir.core.link.LinkException;
import weir.core.pipeline.Pipeline;
import weir.core.worker.HandlerPool;

/**
 * Two lines in a program, and its pools are in Weir's panel:
 *
 * <pre>{@code
 * ExecutorService orders = Watch.executor("orders", new ThreadPoolExecutor(…));
 * Watch.open();
 * }</pre>
 *
 * and {@code weir panel --socket …} with the path that {@code open} logs and returns. Figures are
 * also in an MXBean for each, with or without a socket. Watching never throws into what is watched.
 *
 * <p>This is the program's one {@link Watcher}: there is one of it for each class loader that has
 * loaded Weir. All methods are thread-safe.
 */
public final class Watch {

  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

  private static final Watcher PROGRAM = new Watcher();

  private Watch() {}

  /**
   * Watches a pool of threads.
   *
   * @param name see {@link Watcher#executor(String, ThreadPoolExecutor)}
   * @param pool see there
   * @return the pool to use in its place
   */
  public static WatchedThreadPool executor(String name, ThreadPoolExecutor pool) {
    return PROGRAM.executor(name, pool);
  }

  /**
   * Watches an executor of whatever kind.
   *
   * @param name see {@link Watcher#executor(String, ExecutorService)}
   * @param executor see there
   * @return the executor to use in its place
   */
  public static ExecutorService executor(String name, ExecutorService executor) {
    return PROGRAM.executor(name, executor);
  }

  /**
   * Watches an executor that starts all it is given, and limits how many tasks run at once.
   *
   * @param name see {@link Watcher#limited(String, ExecutorService, int)}
   * @param executor see there
   * @param limit see there
   * @return the executor to use in its place
   */
  public static ExecutorService limited(String name, ExecutorService executor, int limit) {
    return PROGRAM.limited(name, executor, limit);
  }

  /**
   * Makes a pool of threads that is watched from the inside, whatever the order of its queue.
   *
   * @param name see {@link Watcher#executor(String, int, int, long, TimeUnit, BlockingQueue,
   *     ThreadFactory, RejectedExecutionHandler)}
   * @param core see there
   * @param most see there
   * @param keepAlive see there
   * @param unit see there
   * @param queue see there
   * @param factory see there
   * @param handler see there
   * @return the pool
   */
  @SuppressWarnings("TooManyParameters") // the JDK's own, in its order
  public static ThreadPoolExecutor executor(
      String name,
      int core,
      int most,
      long keepAlive,
      TimeUnit unit,
      BlockingQueue<Runnable> queue,
      ThreadFactory factory,
      RejectedExecutionHandler handler) {
    return PROGRAM.executor(name, core, most, keepAlive, unit, queue, factory, handler);
  }

  /**
   * Watches a pool of threads whose tasks are due at a time.
   *
   * @param name see {@link Watcher#scheduled(String, ScheduledThreadPoolExecutor)}
   * @param pool see there
   * @return the pool to use in its place
   */
  public static WatchedScheduledPool scheduled(String name, ScheduledThreadPoolExecutor pool) {
    return PROGRAM.scheduled(name, pool);
  }

  /**
   * Watches a pool of workers on a ring.
   *
   * @param name see {@link Watcher#pool(String, HandlerPool)}
   * @param pool see there
   * @return how it stands, and the lever
   */
  public static Watched pool(String name, HandlerPool<?> pool) {
    return PROGRAM.pool(name, pool);
  }

  /**
   * Watches a ring with consumers of its own.
   *
   * @param name see {@link Watcher#ring(String, RingBuffer, Sequence...)}
   * @param ring see there
   * @param consumers see there
   * @return how it stands
   */
  public static WatchedRing ring(String name, RingBuffer<?> ring, Sequence... consumers) {
    return PROGRAM.ring(name, ring, consumers);
  }

  /**
   * Shows a pipeline on the socket.
   *
   * @param pipeline see {@link Watcher#pipeline(Pipeline)}
   */
  public static void pipeline(Pipeline<?> pipeline) {
    PROGRAM.pipeline(pipeline);
  }

  /**
   * Opens this program's socket; it is closed when the program ends.
   *
   * @return where it is
   * @throws LinkException if it can't be opened; the message says why and what to do
   * @throws IllegalStateException if it is open already
   */
  public static LinkAddress open() throws LinkException {
    return Closer.closedAtTheEnd(PROGRAM.open());
  }

  /**
   * Opens a socket where it is wanted; it is closed when the program ends.
   *
   * @param address where
   * @return where it is, with the real port
   * @throws LinkException if it can't be opened; the message says why and what to do
   * @throws IllegalStateException if one is open already
   */
  public static LinkAddress open(LinkAddress address) throws LinkException {
    return Closer.closedAtTheEnd(PROGRAM.open(address));
  }

  /** Closes the socket and ends all watching; what was watched goes on. Can be used again. */
  public static void close() {
    PROGRAM.close();
  }

  /**
   * The watcher behind these methods.
   *
   * @return the program's own
   */
  public static Watcher watcher() {
    return PROGRAM;
  }

  /** Made with the first socket, as only that has something to remove. */
  private static final class Closer {

    static {
      try {
        Runtime.getRuntime().addShutdownHook(new Thread(PROGRAM::close, "weir-watch-close"));
      } catch (IllegalStateException e) {
        // The program is ending: what it leaves behind is replaced by the next of its number.
        LOG.debug("opened while the program ends", e);
      }
    }

    private Closer() {}

    static LinkAddress closedAtTheEnd(LinkAddress address) {
      return address;
    }
  }
}
