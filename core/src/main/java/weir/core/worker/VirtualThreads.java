package weir.core.worker;

import java.lang.reflect.Method;
import java.util.concurrent.ThreadFactory;

/** Virtual threads, from Java 21 on; this module is compiled for 17. */
final class VirtualThreads {

  private VirtualThreads() {}

  /** A factory of virtual threads named with a prefix, or of daemon threads before Java 21. */
  static ThreadFactory orDaemons(String prefix) {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Method name = type.getMethod("name", String.class, long.class);
      return (ThreadFactory) type.getMethod("factory").invoke(name.invoke(builder, prefix, 1L));
    } catch (ReflectiveOperationException e) {
      // Before Java 21 there are none.
      return new NamedThreads(prefix);
    }
  }
}
