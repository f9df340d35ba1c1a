package weir.examples;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.watch.Watch;

/**
 * An executor of the program's own in Weir's panel: five tasks of 20 ms each every 50 ms, for two
 * threads. With three the backlog goes away: {@code weir workers 3 --socket PATH}.
 */
public final class WatchedExecutor {

  private static final int TASKS = 5;
  private static final long TASK_MILLIS = 20;
  private static final long PAUSE_MILLIS = 50;

  private WatchedExecutor() {}

  /**
   * Runs the example.
   *
   * @param arguments for how many seconds; a minute if there is none
   * @throws IOException if the socket can't be opened
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long seconds = arguments.length == 0 ? 60 : Long.parseLong(arguments[0]);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    ExecutorService orders = Watch.executor("orders", pool);
    LinkAddress address = Watch.open();
    System.out.println("watched at " + LinkAddresses.describe(address));
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (System.nanoTime() < endNanos) {
      for (int task = 0; task < TASKS; task++) {
        orders.execute(WatchedExecutor::handle);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    System.out.println(Watch.watcher().find("orders").orElseThrow().snapshot().ledger());
    orders.shutdown();
    orders.awaitTermination(10, TimeUnit.SECONDS);
    Watch.close();
  }

  private static void handle() {
    try {
      Thread.sleep(TASK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
