package weir.agent;

import java.util.function.UnaryOperator;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A pool of Jetty's, without a server: it runs with old versions too. */
public final class JettyPool implements UnaryOperator<String> {

  private final QueuedThreadPool pool =
      new QueuedThreadPool(4, 2, 60_000, new BlockingArrayQueue<>(8));

  public JettyPool() throws Exception {
    pool.setName("jetty");
    pool.setDaemon(true);
    pool.start();
  }

  @Override
  public String apply(String command) {
    return switch (command) {
      case "busy" -> {
        PoolCommands.keepBusy(pool);
        yield "busy";
      }
      case "threads" -> pool.getMinThreads() + " " + pool.getMaxThreads();
      case "work" -> {
        PoolCommands.workAtOnce(pool, 4);
        yield "done";
      }
      case "burst" -> PoolCommands.burst(pool, 100);
      case "mistakes" -> PoolCommands.mistakes(pool);
      case "stop" -> stop();
      default -> "?";
    };
  }

  private String stop() {
    try {
      pool.stop();
      return "stopped";
    } catch (Exception e) {
      return e.toString();
    }
  }
}
