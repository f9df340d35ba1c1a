package weir.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** What the tests ask of pools of whatever kind. */
final class PoolCommands {

  static final int TASK_MILLIS = 10;

  private PoolCommands() {}

  static void work() {
    try {
      Thread.sleep(TASK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives it a task every few milliseconds, until it takes none any more. */
  static void keepBusy(Executor pool) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  pool.execute(PoolCommands::work);
                  TimeUnit.MILLISECONDS.sleep(TASK_MILLIS);
                }
              } catch (RejectedExecutionException | InterruptedException e) {
                // It has ended.
              }
            },
            "client");
    thread.setDaemon(true);
    thread.start();
  }

  /** Has so many threads do a task each, which waits for all others. */
  static void workAtOnce(Executor pool, int threads) {
    CountDownLatch working = new CountDownLatch(threads);
    for (int task = 0; task < threads; task++) {
      pool.execute(
          () -> {
            working.countDown();
            await(working);
          });
    }
    await(working);
  }

  /**
   * Gives it so many tasks at once, while its threads are held up, and waits until those that it
   * has taken have ended: it has room again. How many it has not taken.
   */
  static String burst(Executor pool, int tasks) {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(tasks);
    int rejected = 0;
    for (int task = 0; task < tasks; task++) {
      try {
        pool.execute(
            () -> {
              await(gate);
              ended.countDown();
            });
      } catch (RejectedExecutionException e) {
        rejected++;
        ended.countDown();
      }
    }
    gate.countDown();
    await(ended);
    return Integer.toString(rejected);
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A null task, one that throws, and one that is given twice; what the pool has said to that. */
  static String mistakes(Executor pool) {
    String said;
    try {
      pool.execute(null);
      said = "taken";
    } catch (NullPointerException e) {
      said = "null";
    }
    Runnable twice = PoolCommands::work;
    pool.execute(twice);
    pool.execute(twice);
    pool.execute(
        () -> {
          throw new IllegalStateException("for the test");
        });
    return said;
  }
}
