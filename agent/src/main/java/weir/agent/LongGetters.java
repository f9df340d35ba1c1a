package weir.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that objects of the program's tell, whatever class loader they are of. What was found is
 * kept in their class, and is of the JDK alone: so neither keeps the other from being collected.
 * Thread-safe.
 */
final class LongGetters {

  private final String className;
  private final Set<String> names;

  private final ClassValue<Map<String, MethodHandle>> found =
      new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
          return find(type);
        }
      };

  /**
   * Knows public methods without parameters, which return a {@code long} or an {@code int}.
   *
   * @param className the end of the name of the class that has them
   */
  LongGetters(String className, String... names) {
    this.className = className;
    this.names = Set.of(names);
  }

  private Map<String, MethodHandle> find(Class<?> type) {
    Class<?> declaring = ForeignType.named(className, type);
    Map<String, MethodHandle> handles = new HashMap<>();
    for (String name : names) {
      MethodHandle handle = declaring == null ? null : find(declaring, name);
      if (handle != null) {
        handles.put(name, handle);
      }
    }
    return Map.copyOf(handles);
  }

  private static @Nullable MethodHandle find(Class<?> declaring, String name) {
    try {
      return MethodHandles.publicLookup()
          .unreflect(declaring.getMethod(name))
          .asType(MethodType.methodType(long.class, Object.class));
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  /** Whether an object tells them all. */
  boolean canAsk(Object object) {
    return found.get(object.getClass()).size() == names.size();
  }

  /**
   * Asks for one.
   *
   * @throws IllegalStateException if that throws
   */
  long ask(Object object, String name) {
    MethodHandle handle = found.get(object.getClass()).get(name);
    try {
      if (handle != null) {
        return (long) handle.invokeExact(object);
      }
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(className + "." + name + " of the program failed", e);
    }
    throw new IllegalStateException(className + " of the program has no " + name);
  }
}
