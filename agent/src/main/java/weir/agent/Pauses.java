package weir.agent;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long pauses of the garbage collector, added up so that they can be told now and then. Collectors
 * that work beside the program tell their pauses apart from the rest. Thread-safe.
 */
final class Pauses implements NotificationListener, AutoCloseable {

  static final long LONG_MILLIS = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  private final List<NotificationEmitter> emitters = new ArrayList<>();

  @GuardedBy("this")
  private int count;

  @GuardedBy("this")
  private long totalMillis;

  @GuardedBy("this")
  private long longestMillis;

  @GuardedBy("this")
  private String longestBy = "";

  Pauses() {}

  /** Where the JVM has no such thing, there is nothing to tell. */
  void start() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (collector instanceof NotificationEmitter emitter && pauses(collector.getName())) {
        emitter.addNotificationListener(this, null, collector.getName());
        emitters.add(emitter);
      }
    }
  }

  /** The others' durations are those of whole cycles, in which the program goes on. */
  static boolean pauses(String collector) {
    return !collector.contains("Cycles") && !collector.contains("Concurrent");
  }

  @Override
  public void handleNotification(Notification notification, Object collector) {
    if (notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)
        && notification.getUserData() instanceof CompositeData data) {
      add(
          GarbageCollectionNotificationInfo.from(data).getGcInfo().getDuration(),
          String.valueOf(collector));
    }
  }

  synchronized void add(long millis, String collector) {
    if (millis < LONG_MILLIS) {
      return;
    }
    count++;
    totalMillis += millis;
    if (millis > longestMillis) {
      longestMillis = millis;
      longestBy = collector;
    }
  }

  /** Those since the last call, in words; empty if there was none. */
  synchronized Optional<String> take() {
    if (count == 0) {
      return Optional.empty();
    }
    String text =
        count == 1
            ? "stood still for " + longestMillis + " ms: " + longestBy
            : "stood still "
                + count
                + " times for "
                + totalMillis
                + " ms in all, "
                + longestMillis
                + " ms at most: "
                + longestBy;
    count = 0;
    totalMillis = 0;
    longestMillis = 0;
    longestBy = "";
    return Optional.of(text);
  }

  @Override
  public void close() {
    for (NotificationEmitter emitter : emitters) {
      try {
        emitter.removeNotificationListener(this);
      } catch (ListenerNotFoundException e) {
        LOG.debug("it is gone already", e);
      }
    }
    emitters.clear();
  }
}
