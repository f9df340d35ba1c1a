package weir.agent;

import java.util.List;
import java.util.regex.Pattern;

/** What to call a ring, which has no name: its consumers' threads have, and its events. */
final class RingName {

  /** As the JDK names threads where nobody else does. */
  private static final Pattern NAMELESS = Pattern.compile("Thread-\\d+|pool-\\d+-thread-\\d+");

  /** As log4j2 names its threads, with an object that nobody else knows by that number. */
  private static final Pattern OBJECT = Pattern.compile("\\[[^\\]]*@\\p{XDigit}+\\]");

  private RingName() {}

  /**
   * That of the threads where all have the same, without their numbers; else that of the events.
   */
  static String of(List<RingSearch.Found> consumers) {
    List<String> names = consumers.stream().map(RingName::prefix).distinct().toList();
    String event = eventOf(consumers.get(0));
    return names.size() == 1 || event.isEmpty() ? names.get(0) : event;
  }

  private static String prefix(RingSearch.Found consumer) {
    boolean isNamed = !NAMELESS.matcher(consumer.thread().getName()).matches();
    return isNamed || consumer.handler().isEmpty()
        ? PoolName.of(ofConsumer(consumer), null)
        : consumer.handler();
  }

  /** That of its thread, or where nobody has named that, of its handler. */
  static String ofConsumer(RingSearch.Found consumer) {
    String thread = consumer.thread().getName();
    if (!NAMELESS.matcher(thread).matches() || consumer.handler().isEmpty()) {
      return OBJECT.matcher(thread).replaceFirst("");
    }
    return consumer.handler() + " " + thread;
  }

  static String type(RingSearch.Found consumer) {
    String event = eventOf(consumer);
    return event.isEmpty() ? "RingBuffer" : "RingBuffer of " + event;
  }

  /** The slots of a ring are made with it. */
  private static String eventOf(RingSearch.Found consumer) {
    try {
      Object ring = consumer.ring();
      Object event = ring.getClass().getMethod("get", long.class).invoke(ring, 0L);
      return event == null ? "" : event.getClass().getSimpleName();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return "";
    }
  }
}
