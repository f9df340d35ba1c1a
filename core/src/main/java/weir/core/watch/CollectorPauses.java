package weir.core.watch;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * How long the garbage collector has stopped the program. It counts milliseconds; of several pauses
 * between two looks it tells their mean. Confined to one thread.
 */
final class CollectorPauses {

  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(collector -> stopsTheProgram(collector.getName()))
          .toList();

  private long pausesBefore;
  private long millisBefore;

  /** Starts now: what was before is not told. */
  CollectorPauses() {
    takeMicros();
  }

  /** Concurrent collectors count their cycles and their pauses apart. */
  static boolean stopsTheProgram(String collector) {
    return !collector.endsWith("Cycles");
  }

  /** Microseconds that a pause took since the last call; 0 if there was none. */
  long takeMicros() {
    long pauses = 0;
    long millis = 0;
    for (GarbageCollectorMXBean collector : collectors) {
      pauses += Math.max(0, collector.getCollectionCount());
      millis += Math.max(0, collector.getCollectionTime());
    }
    long newPauses = pauses - pausesBefore;
    long newMillis = millis - millisBefore;
    pausesBefore = pauses;
    millisBefore = millis;
    return newPauses > 0 ? newMillis * 1_000 / newPauses : 0;
  }
}
