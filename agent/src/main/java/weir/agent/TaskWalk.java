package weir.agent;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Walks from what a thread runs to what that is for: a thread factory may put a task into one of
 * its own, and that into another. Nothing of the program's is called.
 */
final class TaskWalk {

  /** What may be looked for. */
  interface Sought {

    /** What is meant if this object is it; null if it is not. */
    @Nullable Object in(Object candidate);
  }

  private static final int DEEPEST = 4;

  private TaskWalk() {}

  /** The first that is found from a thread; null if there is none, or it is not to be seen. */
  static @Nullable Object from(Thread thread, Sought sought) {
    try {
      Object task = taskOf(thread);
      return walk(task == null ? thread : task, sought, DEEPEST);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  /** Since Java 19 a platform thread has a holder for it. */
  private static @Nullable Object taskOf(Thread thread) throws ReflectiveOperationException {
    try {
      Object holder = read(Thread.class.getDeclaredField("holder"), thread);
      return holder == null ? null : read(holder.getClass().getDeclaredField("task"), holder);
    } catch (NoSuchFieldException e) {
      return read(Thread.class.getDeclaredField("target"), thread);
    }
  }

  private static @Nullable Object read(Field field, Object from)
      throws ReflectiveOperationException {
    field.setAccessible(true);
    return field.get(from);
  }

  private static @Nullable Object walk(Object task, Sought sought, int depth) {
    Object here = sought.in(task);
    if (here != null || depth == 0) {
      return here;
    }
    for (Class<?> type = task.getClass();
        type != null && type != Thread.class;
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Object inner =
            Runnable.class.isAssignableFrom(field.getType()) ? valueOf(field, task) : null;
        Object found = inner == null ? null : walk(inner, sought, depth - 1);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  /** A field of that name, of the class or one above it; null if there is none, or it is null. */
  static @Nullable Object valueOf(String name, Object of) {
    for (Class<?> type = of.getClass(); type != null; type = type.getSuperclass()) {
      try {
        return valueOf(type.getDeclaredField(name), of);
      } catch (NoSuchFieldException e) {
        // Its superclass may have it.
      }
    }
    return null;
  }

  /** Null if it is that, static, or kept by a module to itself. */
  static @Nullable Object valueOf(Field field, Object of) {
    if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
      return null;
    }
    try {
      return read(field, of);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
