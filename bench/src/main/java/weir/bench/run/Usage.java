package weir.bench.run;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this JVM has used up to a moment.
 *
 * @param atNanos on the monotonic clock
 * @param cpuNanos of all threads, the compiler's and the collector's included
 * @param allocatedBytes of all Java threads that are or were
 */
record Usage(long atNanos, long cpuNanos, long allocatedBytes) {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  static Usage now() {
    return new Usage(
        System.nanoTime(), SYSTEM.getProcessCpuTime(), THREADS.getTotalThreadAllocatedBytes());
  }

  Usage minus(Usage before) {
    return new Usage(
        atNanos - before.atNanos,
        cpuNanos - before.cpuNanos,
        allocatedBytes - before.allocatedBytes);
  }
}
