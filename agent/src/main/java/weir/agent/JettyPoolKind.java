package weir.agent;

import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;

/**
 * Jetty's pools. Some threads of theirs accept connections and look for requests: these are no
 * workers. The core is Jetty's minimum.
 */
final class JettyPoolKind extends ServerPoolKind {

  private static final String JETTY = "org.eclipse.jetty.";

  /** What threads are at that do no tasks: they wait, or look for tasks, for ever. */
  private static final String[] OWN_JOBS = {
    "util.thread.QueuedThreadPool",
    "util.thread.ReservedThreadExecutor",
    "util.thread.strategy.",
    "server.AbstractConnector$Acceptor",
    "io.ManagedSelector$$Lambda"
  };

  private static final ForeignClass QUEUE =
      new ForeignClass("org.eclipse.jetty.util.BlockingArrayQueue", Map.of());

  JettyPoolKind() {
    super(
        HookedPool.JETTY,
        "MinThreads",
        "MaxThreads",
        "getThreads",
        Map.of(
            "getName", MethodType.methodType(String.class),
            "getQueueSize", NUMBER,
            "getLeasedThreads", NUMBER,
            "getMaxReservedThreads", NUMBER,
            "isStopping", FLAG,
            "isStopped", FLAG,
            "isFailed", FLAG));
  }

  /** Whether a job is no task, but the pool's own. */
  static boolean isOwnJob(Object job) {
    String name = job.getClass().getName();
    if (!name.startsWith(JETTY)) {
      return false;
    }
    for (String own : OWN_JOBS) {
      if (name.startsWith(own, JETTY.length())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String type(Object pool) {
    return "Jetty QueuedThreadPool";
  }

  /** A thread of its own tells in its name what it is at, too. */
  @Override
  public Optional<String> name(Object pool) {
    return Optional.ofNullable((String) pools.object(pool, "getName"));
  }

  @Override
  public int queued(Object pool) {
    return queue(pool)
        .map(BlockingQueue::size)
        .orElseGet(() -> pools.number(pool, "getQueueSize").orElse(0));
  }

  @Override
  public boolean isInOrder(Queue<Runnable> queue) {
    return QUEUE.isOf(queue) || super.isInOrder(queue);
  }

  @Override
  public boolean startsThreadsFirst(Object pool) {
    return true;
  }

  @Override
  public int ownThreads(Object pool) {
    return pools.number(pool, "getLeasedThreads").orElse(0);
  }

  /** Jetty refuses a maximum that leaves none beside those that it has reserved. */
  @Override
  public int fewestWorkers(Object pool) {
    return 1 + pools.number(pool, "getMaxReservedThreads").orElse(0);
  }

  @Override
  public boolean isShutdown(Object pool) {
    return pools.is(pool, "isStopping") || isTerminated(pool);
  }

  /** It may be started again. */
  @Override
  public boolean isTerminated(Object pool) {
    return pools.is(pool, "isStopped") || pools.is(pool, "isFailed");
  }
}
