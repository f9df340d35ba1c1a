package weir.agent;

import java.util.Arrays;
import java.util.List;

/** The JVM's threads, but for virtual ones, without their stacks: those cost a safepoint. */
final class LivingThreads {

  private LivingThreads() {}

  static List<Thread> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup above = root; above != null; above = above.getParent()) {
      root = above;
    }
    Thread[] threads = new Thread[2 * root.activeCount() + 8];
    int count = root.enumerate(threads);
    while (count == threads.length) {
      threads = new Thread[2 * threads.length];
      count = root.enumerate(threads);
    }
    return Arrays.asList(Arrays.copyOf(threads, count));
  }
}
