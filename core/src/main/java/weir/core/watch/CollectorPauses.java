package weir.core.watch;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * How long the garbage collector has stopped the program. It counts milliseconds; of several pauses
 * between two looks it tells their mean. Confined to one thread.
 */
final class CollectorPauses {

  /** Pauses from here on are told in words. */
  private static final long LONG_MILLIS = 10;

  /** What a collector had done at the last look. */
  private static final class Seen {

    private final GarbageCollectorMXBean collector;
    private long pauses;
    private long millis;

    Seen(GarbageCollectorMXBean collector) {
      this.collector = collector;
    }
  }

  private final List<Seen> collectors =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(collector -> stopsTheProgram(collector.getName()))
          .map(Seen::new)
          .toList();

  private long longPauses;
  private long longPausesMillis;
  private String by = "";

  /** Starts now: what was before is not told. */
  CollectorPauses() {
    takeMicros();
    takeLongOnes();
  }

  /** Collectors that work beside the program count their cycles and their pauses apart. */
  static boolean stopsTheProgram(String collector) {
    return !collector.endsWith("Cycles");
  }

  /** Microseconds that a pause took since the last call, the longest; 0 if there was none. */
  long takeMicros() {
    long longestMillis = 0;
    for (Seen seen : collectors) {
      long pauses = Math.max(seen.pauses, seen.collector.getCollectionCount());
      long millis = Math.max(seen.millis, seen.collector.getCollectionTime());
      if (pauses > seen.pauses) {
        add(pauses - seen.pauses, millis - seen.millis, seen.collector.getName());
        longestMillis = Math.max(longestMillis, (millis - seen.millis) / (pauses - seen.pauses));
      }
      seen.pauses = pauses;
      seen.millis = millis;
    }
    return longestMillis * 1_000;
  }

  void add(long pauses, long millis, String collector) {
    if (millis / pauses >= LONG_MILLIS) {
      longPauses += pauses;
      longPausesMillis += millis;
      by = collector;
    }
  }

  /** The long ones since the last call, in words; empty if there was none. */
  Optional<String> takeLongOnes() {
    if (longPauses == 0) {
      return Optional.empty();
    }
    String times = longPauses == 1 ? "" : longPauses + " times ";
    String text = "stood still " + times + "for " + longPausesMillis + " ms: " + by;
    longPauses = 0;
    longPausesMillis = 0;
    return Optional.of(text);
  }
}
