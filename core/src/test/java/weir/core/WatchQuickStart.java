package weir.core;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import weir.core.watch.Watch;

/** What the READMEs say of pools that are there already. */
final class WatchQuickStart {

  private WatchQuickStart() {}

  static void main(String[] arguments) throws IOException, InterruptedException {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    ExecutorService orders = Watch.executor("orders", pool); // use it in the pool's place
    Watch.open(); // logs where its socket is
    orders.execute(() -> System.out.println("an order"));
    orders.shutdown();
    System.out.println(orders.awaitTermination(10, TimeUnit.SECONDS));
    Watch.close();
  }
}
