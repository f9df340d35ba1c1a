package weir.bench.telemetry;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What threads of this JVM have used up to now.
 *
 * @param cpuNanos processor time
 * @param allocatedBytes on the heap
 */
record ThreadUse(long cpuNanos, long allocatedBytes) {

  static final String SAMPLER = "weir-sampler";
  static final String WRITER = "weir-link-writer-";
  static final String HICCUP_METER = "weir-hiccup-meter";

  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  /** Threads that are alive and whose names start so. */
  static Set<Long> idsOf(String name) {
    return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
        .filter(Objects::nonNull)
        .filter(thread -> thread.getThreadName().startsWith(name))
        .map(ThreadInfo::getThreadId)
        .collect(Collectors.toUnmodifiableSet());
  }

  static ThreadUse of(Set<Long> ids) {
    long cpuNanos = 0;
    long allocatedBytes = 0;
    for (long id : ids) {
      cpuNanos += Math.max(0, THREADS.getThreadCpuTime(id));
      allocatedBytes += Math.max(0, THREADS.getThreadAllocatedBytes(id));
    }
    return new ThreadUse(cpuNanos, allocatedBytes);
  }

  ThreadUse minus(ThreadUse before) {
    return new ThreadUse(cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
  }
}
