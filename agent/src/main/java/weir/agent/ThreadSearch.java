package weir.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Finds pools that are there already, by their threads: what a thread runs is a worker of its pool,
 * or has one in it. Where the JDK or the program keeps that elsewhere, such a pool is found when it
 * is used.
 */
final class ThreadSearch {

  /** A thread factory may put the worker into a task of its own, and that into another. */
  private static final int DEEPEST = 4;

  private ThreadSearch() {}

  static void findAll(KnownPools pools) {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      ThreadPoolExecutor pool = poolOf(thread);
      if (pool != null) {
        pools.of(pool).noteThread(thread.getName());
      }
    }
  }

  private static @Nullable ThreadPoolExecutor poolOf(Thread thread) {
    try {
      Object task = taskOf(thread);
      return task == null ? null : search(task, DEEPEST);
    } catch (ReflectiveOperationException | RuntimeException e) {
      // Found when it is used.
      return null;
    }
  }

  /** Since Java 19 a platform thread has a holder for it. */
  static @Nullable Object taskOf(Thread thread) throws ReflectiveOperationException {
    try {
      Object holder = read(Thread.class.getDeclaredField("holder"), thread);
      return holder == null ? null : read(holder.getClass().getDeclaredField("task"), holder);
    } catch (NoSuchFieldException e) {
      return read(Thread.class.getDeclaredField("target"), thread);
    }
  }

  static @Nullable Object read(Field field, Object from) throws ReflectiveOperationException {
    field.setAccessible(true);
    return field.get(from);
  }

  private static @Nullable ThreadPoolExecutor search(Object task, int depth)
      throws ReflectiveOperationException {
    boolean isWorker =
        task.getClass().getName().equals("java.util.concurrent.ThreadPoolExecutor$Worker");
    for (Class<?> type = task.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        if (isWorker && ThreadPoolExecutor.class.isAssignableFrom(field.getType())) {
          return (ThreadPoolExecutor) read(field, task);
        }
        if (!isWorker && depth > 0 && Runnable.class.isAssignableFrom(field.getType())) {
          Object inner = read(field, task);
          ThreadPoolExecutor found = inner == null ? null : search(inner, depth - 1);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }
}
