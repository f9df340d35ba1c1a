package weir.bench.watch;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * A publisher that keeps an executor's queue from running empty, and from growing: what the
 * executor of one thread ends in a time, and what both threads allocate for it.
 *
 * @param tasksPerSecond that ended
 * @param bytesPerTask that both threads allocated
 * @param nanosPerTask processor time of the executor's thread
 */
record Slice(double tasksPerSecond, double bytesPerTask, double nanosPerTask) {

  private static final int OUTSTANDING = 1_024;
  private static final int REFILL = OUTSTANDING / 4;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Slice measure(ExecutorService executor, boolean submits, Runnable work, int millis)
      throws InterruptedException {
    Thread worker = threadOf(executor);
    Semaphore room = new Semaphore(OUTSTANDING);
    Runnable task =
        () -> {
          work.run();
          room.release();
        };
    long cpuBefore = THREADS.getThreadCpuTime(worker.threadId());
    long bytesBefore = allocated(worker);
    long startedNanos = System.nanoTime();
    long endNanos = startedNanos + millis * 1_000_000L;
    long tasks = 0;
    while (System.nanoTime() < endNanos) {
      room.acquire(REFILL);
      for (int count = 0; count < REFILL; count++) {
        give(executor, submits, task);
      }
      tasks += REFILL;
    }
    room.acquire(OUTSTANDING);
    long tookNanos = System.nanoTime() - startedNanos;
    long cpuNanos = THREADS.getThreadCpuTime(worker.threadId()) - cpuBefore;
    return new Slice(
        tasks * 1e9 / tookNanos,
        (allocated(worker) - bytesBefore) / (double) tasks,
        cpuNanos / (double) tasks);
  }

  private static void give(ExecutorService executor, boolean submits, Runnable task) {
    if (submits) {
      if (executor.submit(task).isCancelled()) {
        throw new IllegalStateException("nobody cancels tasks here");
      }
    } else {
      executor.execute(task);
    }
  }

  private static Thread threadOf(ExecutorService executor) throws InterruptedException {
    Semaphore started = new Semaphore(0);
    Thread[] thread = new Thread[1];
    executor.execute(
        () -> {
          thread[0] = Thread.currentThread();
          started.release();
        });
    started.acquire();
    return thread[0];
  }

  private static long allocated(Thread worker) {
    return THREADS.getThreadAllocatedBytes(worker.threadId())
        + THREADS.getThreadAllocatedBytes(Thread.currentThread().threadId());
  }
}
