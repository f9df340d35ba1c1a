package weir.desktop.model;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a wall clock showed at each moment of an uptime, also where it was set meanwhile. Confined
 * to one thread.
 */
final class WallClock {

  /** A clock that is slewed drifts less than this in a quarter of an hour. */
  private static final long SET_MILLIS = 500;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int MOST = 1_000;

  /** By the uptime from which on it is so: what the clock showed at uptime 0. */
  private final TreeMap<Long, Long> startMillis = new TreeMap<>();

  void add(long uptimeNanos, long epochMillis) {
    long start = epochMillis - uptimeNanos / NANOS_PER_MILLI;
    Map.Entry<Long, Long> last = startMillis.lastEntry();
    if (last == null || Math.abs(last.getValue() - start) >= SET_MILLIS) {
      startMillis.put(uptimeNanos, start);
      if (startMillis.size() > MOST) {
        startMillis.pollFirstEntry();
      }
    }
  }

  /** Milliseconds since 1970 UTC; 0 before anything is known. */
  long epochMillis(long uptimeNanos) {
    Map.Entry<Long, Long> then = startMillis.floorEntry(uptimeNanos);
    Map.Entry<Long, Long> known = then != null ? then : startMillis.firstEntry();
    return known == null ? 0 : known.getValue() + uptimeNanos / NANOS_PER_MILLI;
  }

  /** Whether a time was shown at a moment; where the clock was set, before or after that. */
  boolean agrees(long uptimeNanos, long epochMillis) {
    long start = epochMillis - uptimeNanos / NANOS_PER_MILLI;
    return isNear(startMillis.floorEntry(uptimeNanos), start)
        || isNear(startMillis.higherEntry(uptimeNanos), start);
  }

  private static boolean isNear(Map.@Nullable Entry<Long, Long> known, long start) {
    return known != null && Math.abs(known.getValue() - start) < 2 * SET_MILLIS;
  }

  void clear() {
    startMillis.clear();
  }
}
