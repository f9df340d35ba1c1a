package weir.agent;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Finds pools that are there already, by their threads: what a thread runs is a worker of its pool,
 * or has one in it. Where the JDK or the program keeps that elsewhere, such a pool is found when it
 * is used.
 */
final class ThreadSearch {

  private ThreadSearch() {}

  static void findAll(KnownPools pools) {
    for (Thread thread : LivingThreads.all()) {
      Object pool = TaskWalk.from(thread, ThreadSearch::poolOfWorker);
      KnownPool known = pool == null ? null : pools.of(pool);
      if (known != null) {
        known.noteThread(thread.getName());
      }
    }
  }

  /** A worker is an inner class of its pool's, and has it in a field. */
  private static @Nullable Object poolOfWorker(Object task) {
    String name = task.getClass().getName();
    int inner = name.indexOf('$');
    HookedPool pool = inner < 0 ? null : HookedPool.ofClass(name.substring(0, inner));
    if (pool == null) {
      return null;
    }
    for (Class<?> type = task.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (pool.className.equals(field.getType().getName())) {
          return TaskWalk.valueOf(field, task);
        }
      }
    }
    return null;
  }
}
