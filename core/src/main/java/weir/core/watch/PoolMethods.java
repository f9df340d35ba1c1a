package weir.core.watch;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

/** What the class of a program's pool does in its own way. */
final class PoolMethods {

  private PoolMethods() {}

  /**
   * Whether a class between the pool and the JDK's has a method of one of these names.
   *
   * @param names of methods that are the pool's to override
   */
  static boolean overrides(ThreadPoolExecutor pool, String... names) {
    List<String> wanted = List.of(names);
    return Stream.<Class<?>>iterate(pool.getClass(), PoolMethods::isTheirs, Class::getSuperclass)
        .flatMap(type -> Arrays.stream(methods(type)))
        .map(Method::getName)
        .anyMatch(wanted::contains);
  }

  private static boolean isTheirs(Class<?> type) {
    return type != ThreadPoolExecutor.class && type != ScheduledThreadPoolExecutor.class;
  }

  /** One whose methods name classes that are not there tells nothing. */
  private static Method[] methods(Class<?> type) {
    try {
      return type.getDeclaredMethods();
    } catch (LinkageError e) {
      return new Method[0];
    }
  }
}
