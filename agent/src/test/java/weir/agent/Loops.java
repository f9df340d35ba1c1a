package weir.agent;

import io.netty.util.concurrent.DefaultEventExecutorGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** Netty's event loops, whose tasks wait to be let through. */
public final class Loops implements UnaryOperator<String> {

  private static final Semaphore SLOW = new Semaphore(0);

  private final DefaultEventExecutorGroup group =
      new DefaultEventExecutorGroup(2, new DefaultThreadFactory("loops", true));

  /** Starts no thread before there is a task. */
  public Loops() {}

  @Override
  public String apply(String line) {
    switch (line) {
      case "publish" -> {
        // All but one of each loop wait.
        for (EventExecutor loop : group) {
          for (int task = 0; task < 5; task++) {
            loop.execute(SLOW::acquireUninterruptibly);
          }
        }
      }
      case "pass" -> SLOW.release(10);
      default -> {
        SLOW.release(1_000);
        group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      }
    }
    return line;
  }
}
