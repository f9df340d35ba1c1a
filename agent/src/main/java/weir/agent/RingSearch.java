package weir.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the consumers of Disruptors by the threads that run them, and their rings by that: nothing
 * is put into publishers. One that an executor runs is not found, as its thread knows the executor
 * alone.
 */
final class RingSearch {

  /**
   * A consumer.
   *
   * @param handler simple name of the class that is given the events; "" if there is none
   */
  record Found(Thread thread, Object ring, Object sequence, String handler) {}

  /** What the JVM adds to the class that has a lambda. */
  private static final Pattern LAMBDA = Pattern.compile("\\$\\$Lambda.*");

  private static final String PROCESSOR = "disruptor.EventProcessor";

  private final Instrumentation instrumentation;

  RingSearch(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** What a thread consumes; null if that is nothing, or is not to be seen. */
  @Nullable Found find(Thread thread) {
    try {
      Object processor = TaskWalk.from(thread, RingSearch::processor);
      return processor == null ? null : found(thread, processor);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  private static @Nullable Object processor(Object candidate) {
    return ForeignType.named(PROCESSOR, candidate.getClass()) == null ? null : candidate;
  }

  private @Nullable Found found(Thread thread, Object processor)
      throws ReflectiveOperationException {
    open(processor.getClass());
    Class<?> known = ForeignType.named(PROCESSOR, processor.getClass());
    if (known == null) {
      return null;
    }
    Method getter = known.getMethod("getSequence");
    getter.setAccessible(true);
    Object sequence = getter.invoke(processor);
    Object ring = ringOf(processor);
    return ring == null || sequence == null || !FoundConsumer.SEQUENCE.canAsk(sequence)
        ? null
        : new Found(thread, ring, sequence, handlerOf(processor));
  }

  private static @Nullable Object ringOf(Object processor) {
    for (Class<?> type = processor.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Object value = TaskWalk.valueOf(field, processor);
        if (value != null && ForeignType.named("disruptor.RingBuffer", value.getClass()) != null) {
          return value;
        }
      }
    }
    return null;
  }

  private static String handlerOf(Object processor) {
    Object handler = TaskWalk.valueOf("eventHandler", processor);
    Object worker = handler == null ? TaskWalk.valueOf("workHandler", processor) : handler;
    return worker == null ? "" : LAMBDA.matcher(worker.getClass().getSimpleName()).replaceFirst("");
  }

  /** A Disruptor that is a module keeps its fields to itself. */
  private void open(Class<?> type) {
    Module module = type.getModule();
    Module ours = RingSearch.class.getModule();
    String folder = type.getPackageName();
    if (module.isNamed() && !module.isOpen(folder, ours)) {
      instrumentation.redefineModule(
          module, Set.of(), Map.of(), Map.of(folder, Set.of(ours)), Set.of(), Map.of());
    }
  }
}
