package weir.agent;

import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.tomcat.util.threads.TaskQueue;
import org.apache.tomcat.util.threads.TaskThreadFactory;
import org.apache.tomcat.util.threads.ThreadPoolExecutor;

/** A pool of Tomcat's, as its connectors make them, without a server. */
public final class TomcatPool implements UnaryOperator<String> {

  private final ThreadPoolExecutor pool;

  public TomcatPool() {
    TaskQueue queue = new TaskQueue(8);
    pool =
        new ThreadPoolExecutor(
            2,
            4,
            60,
            TimeUnit.SECONDS,
            queue,
            new TaskThreadFactory("tomcat-exec-", true, Thread.NORM_PRIORITY));
    queue.setParent(pool);
  }

  @Override
  public String apply(String command) {
    return switch (command) {
      case "busy" -> {
        PoolCommands.keepBusy(pool);
        yield "busy";
      }
      case "threads" -> pool.getCorePoolSize() + " " + pool.getMaximumPoolSize();
      case "work" -> {
        PoolCommands.workAtOnce(pool, 4);
        yield "done";
      }
      case "burst" -> PoolCommands.burst(pool, 100);
      case "mistakes" -> PoolCommands.mistakes(pool);
      case "stop" -> {
        pool.shutdownNow();
        yield "stopped";
      }
      default -> "?";
    };
  }
}
