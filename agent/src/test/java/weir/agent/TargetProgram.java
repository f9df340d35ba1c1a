package weir.agent;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Some program with executors, which knows nothing of Weir. Answers each line with one. */
final class TargetProgram {

  private static final int TASK_MILLIS = 10;

  private final ThreadPoolExecutor orders = pool("orders-", 2);
  private final List<ThreadPoolExecutor> others = new ArrayList<>();

  private TargetProgram() {}

  public static void main(String[] args) throws Exception {
    TargetProgram program = new TargetProgram();
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "ticker-1"));
    Future<?> ticking = ticker.scheduleAtFixedRate(program::order, 0, 10, TimeUnit.MILLISECONDS);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(program.answer(line));
    }
    ticking.cancel(false);
    System.exit(0);
  }

  private static ThreadPoolExecutor pool(String prefix, int threads) {
    return new ThreadPoolExecutor(
        threads,
        threads,
        1,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        task -> daemon(task, prefix + 1));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void order() {
    orders.execute(TargetProgram::work);
  }

  private static void work() {
    try {
      Thread.sleep(TASK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String answer(String line) throws Exception {
    return switch (line) {
      case "threads" -> orders.getCorePoolSize() + " " + orders.getMaximumPoolSize();
      case "code" -> Integer.toString(Probe.hashOfPool());
      case "ours" -> Long.toString(ours());
      case "visible" -> visible();
      case "many" -> many();
      case "forget" -> forget();
      case "remove" -> remove();
      default -> "?";
    };
  }

  private static long ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("weir"))
        .count();
  }

  /** What of the agent's this program's class loader can see, but for where the JVM starts it. */
  private static String visible() {
    List<String> seen =
        Stream.of(
                "weir.agent.hidden.slf4j.Logger",
                "weir.agent.hidden.asm.ClassReader",
                "weir.agent.hidden.hdr.Histogram",
                "weir.core.watch.Watcher",
                "org.HdrHistogram.Histogram",
                "org.objectweb.asm.ClassReader",
                "org.slf4j.Logger")
            .filter(TargetProgram::isVisible)
            .toList();
    return seen.toString();
  }

  private static boolean isVisible(String name) {
    try {
      Class.forName(name, false, TargetProgram.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** A thousand that stay, and ten thousand that don't. */
  private String many() {
    for (int count = 0; count < 1_000; count++) {
      ThreadPoolExecutor pool = pool("many-", 1);
      pool.allowCoreThreadTimeOut(true);
      pool.execute(() -> {});
      others.add(pool);
    }
    for (int count = 0; count < 10_000; count++) {
      ThreadPoolExecutor pool = pool("brief-", 1);
      pool.execute(() -> {});
      pool.shutdown();
    }
    return "made";
  }

  /** Bytes of heap in use, once all that can be is collected. */
  private String forget() throws InterruptedException {
    for (ThreadPoolExecutor pool : others) {
      pool.shutdown();
      if (!pool.awaitTermination(1, TimeUnit.SECONDS)) {
        return "0";
      }
    }
    others.clear();
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return Long.toString(runtime.totalMemory() - runtime.freeMemory());
  }

  /** Tasks are not wrapped: one that waits can be taken back. */
  private static String remove() {
    ThreadPoolExecutor pool = pool("removing-", 1);
    Runnable waiting = () -> {};
    pool.execute(TargetProgram::work);
    pool.execute(waiting);
    boolean removed = pool.remove(waiting);
    pool.shutdown();
    return Boolean.toString(removed);
  }
}
