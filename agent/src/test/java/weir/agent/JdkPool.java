package weir.agent;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A pool of the JDK's, in the place of a server's. */
public final class JdkPool implements UnaryOperator<String> {

  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          4,
          4,
          1,
          TimeUnit.MINUTES,
          new ArrayBlockingQueue<>(8),
          task -> {
            Thread thread = new Thread(task, "jdk-1");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public String apply(String command) {
    return switch (command) {
      case "work" -> {
        PoolCommands.workAtOnce(pool, 4);
        yield "done";
      }
      case "burst" -> PoolCommands.burst(pool, 100);
      case "mistakes" -> PoolCommands.mistakes(pool);
      default -> "?";
    };
  }
}
