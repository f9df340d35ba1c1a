package weir.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
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
      Object pool = poolOf(thread);
      KnownPool known = pool == null ? null : pools.of(pool);
      if (known != null) {
        known.noteThread(thread.getName());
      }
    }
  }

  private static @Nullable Object poolOf(Thread thread) {
    try {
      Object task = taskOf(thread);
      return task == null ? null : search(task, DEEPEST);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
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

  /** A worker is an inner class of its pool's; null if it is none. */
  private static @Nullable HookedPool poolOfWorker(String name) {
    int inner = name.indexOf('$');
    return inner < 0 ? null : HookedPool.ofClass(name.substring(0, inner));
  }

  private static @Nullable Object search(Object task, int depth)
      throws ReflectiveOperationException {
    HookedPool pool = poolOfWorker(task.getClass().getName());
    for (Class<?> type = task.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())) {
          continue;
        }
        if (pool != null && pool.className.equals(field.getType().getName())) {
          return read(field, task);
        }
        if (pool == null && depth > 0 && Runnable.class.isAssignableFrom(field.getType())) {
          Object inner = read(field, task);
          Object found = inner == null ? null : search(inner, depth - 1);
          if (found != null) {
            return found;
          }
        }
      }
    }
    return null;
  }
}
