package weir.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Methods of a class of the program's, which each of its class loaders may have. What was found is
 * kept in the class itself and is of the JDK alone: so neither keeps the other from being
 * collected. Thread-safe. What is not there, or fails, is not told.
 */
final class ForeignClass {

  private final String name;
  private final Map<String, MethodType> methods;

  private final ClassValue<Map<String, MethodHandle>> found =
      new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
          return find(type);
        }
      };

  /**
   * Knows the methods by name.
   *
   * @param name of the class
   * @param methods what each takes and returns; of what it returns, a class of the JDK's
   */
  ForeignClass(String name, Map<String, MethodType> methods) {
    this.name = name;
    this.methods = Map.copyOf(methods);
  }

  boolean isOf(Object object) {
    return typeOf(object) != null;
  }

  private @Nullable Class<?> typeOf(Object object) {
    Class<?> type = object.getClass();
    while (type != null && !type.getName().equals(name)) {
      type = type.getSuperclass();
    }
    return type;
  }

  private Map<String, MethodHandle> find(Class<?> type) {
    MethodHandles.Lookup lookup = lookupIn(type);
    Map<String, MethodHandle> handles = new HashMap<>();
    methods.forEach(
        (method, of) -> {
          try {
            handles.put(
                method,
                lookup
                    .findVirtual(type, method, of)
                    .asType(of.insertParameterTypes(0, Object.class)));
          } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // It has none that can be called.
          }
        });
    return Map.copyOf(handles);
  }

  /** A module may keep what is not public to itself. */
  private static MethodHandles.Lookup lookupIn(Class<?> type) {
    try {
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
    } catch (IllegalAccessException e) {
      return MethodHandles.publicLookup();
    }
  }

  private @Nullable MethodHandle handle(Object of, String method) {
    Class<?> type = typeOf(of);
    return type == null ? null : found.get(type).get(method);
  }

  /** Empty if it does not tell. */
  OptionalInt number(Object of, String method) {
    MethodHandle handle = handle(of, method);
    try {
      return handle == null ? OptionalInt.empty() : OptionalInt.of((int) handle.invokeExact(of));
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      return OptionalInt.empty();
    }
  }

  /** False if it does not tell. */
  boolean is(Object of, String method) {
    MethodHandle handle = handle(of, method);
    try {
      return handle != null && (boolean) handle.invokeExact(of);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      return false;
    }
  }

  /** Null if it does not tell. */
  @Nullable Object object(Object of, String method) {
    MethodHandle handle = handle(of, method);
    try {
      return handle == null ? null : handle.invoke(of);
    } catch (VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      return null;
    }
  }

  /**
   * Sets a number.
   *
   * @throws IllegalArgumentException if it says that this won't do
   * @throws IllegalStateException if it can't be set, for whatever other reason
   */
  void set(Object in, String method, int value) {
    MethodHandle handle = handle(in, method);
    if (handle == null) {
      throw new IllegalStateException("this executor has no " + method + " that could be called");
    }
    try {
      handle.invokeExact(in, value);
    } catch (IllegalArgumentException | IllegalStateException | VirtualMachineError e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("this executor refuses " + method + ": " + e, e);
    }
  }
}
