package weir.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
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

  /** A thread factory may put it into a task of its own, and that into another. */
  private static final int DEEPEST = 4;

  private final Instrumentation instrumentation;

  RingSearch(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** What a thread consumes; null if that is nothing, or is not to be seen. */
  @Nullable Found find(Thread thread) {
    try {
      Object task = ThreadSearch.taskOf(thread);
      Object processor = processor(task == null ? thread : task, DEEPEST);
      return processor == null ? null : found(thread, processor);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  private @Nullable Object processor(Object task, int depth) {
    if (DisruptorClass.named("EventProcessor", task.getClass()) != null) {
      return task;
    }
    for (Class<?> type = task.getClass();
        depth > 0 && type != null && type != Thread.class;
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Object inner =
            Runnable.class.isAssignableFrom(field.getType()) ? valueOf(field, task) : null;
        Object found = inner == null ? null : processor(inner, depth - 1);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static @Nullable Object valueOf(Field field, Object of) {
    if (Modifier.isStatic(field.getModifiers())) {
      return null;
    }
    try {
      return ThreadSearch.read(field, of);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A module may keep it to itself.
      return null;
    }
  }

  private @Nullable Found found(Thread thread, Object processor)
      throws ReflectiveOperationException {
    open(processor.getClass());
    Class<?> known = DisruptorClass.named("EventProcessor", processor.getClass());
    if (known == null) {
      return null;
    }
    Method getter = known.getMethod("getSequence");
    getter.setAccessible(true);
    Object sequence = getter.invoke(processor);
    Object ring = null;
    String handler = "";
    for (Class<?> type = processor.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Object value = field.getType().isPrimitive() ? null : valueOf(field, processor);
        if (value == null) {
          continue;
        }
        if (DisruptorClass.named("RingBuffer", value.getClass()) != null) {
          ring = value;
        } else if (field.getName().equals("eventHandler")
            || field.getName().equals("workHandler")) {
          handler = value.getClass().getSimpleName();
        }
      }
    }
    return ring == null || sequence == null || !FoundConsumer.SEQUENCE.canAsk(sequence)
        ? null
        : new Found(thread, ring, sequence, handler);
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
