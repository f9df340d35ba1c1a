package weir.agent;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * The classes of pools that are hooked, by name. Of the JDK's there is one; of the others each
 * class loader of a program may have its own, and a program may load them at any time.
 */
enum HookedPool {
  JDK("java/util/concurrent/ThreadPoolExecutor"),

  /** A copy of the JDK's, which gives a task that was rejected to its queue once more. */
  TOMCAT("org/apache/tomcat/util/threads/ThreadPoolExecutor"),

  JETTY("org/eclipse/jetty/util/thread/QueuedThreadPool"),

  /** Has a thread of the pool do what it has found, without a way through the queue. */
  JETTY_STRATEGY("org/eclipse/jetty/util/thread/strategy/AdaptiveExecutionStrategy"),

  /** The same until Jetty 9. */
  JETTY_9_STRATEGY("org/eclipse/jetty/util/thread/strategy/EatWhatYouKill");

  private static final String EXECUTE = "execute(Ljava/lang/Runnable;)V";

  /** Until Tomcat 10 the other one calls this. */
  private static final String EXECUTE_IN_TIME =
      "execute(Ljava/lang/Runnable;JLjava/util/concurrent/TimeUnit;)V";

  private static final String REJECT = "reject(Ljava/lang/Runnable;)V";

  /** As the JVM writes it. */
  final String internalName;

  /** As the program writes it. */
  final String className;

  HookedPool(String internalName) {
    this.internalName = internalName;
    className = internalName.replace('/', '.');
  }

  /** The one of that name, as the JVM writes it; null if that is none. */
  static @Nullable HookedPool named(@Nullable String internalName) {
    for (HookedPool pool : values()) {
      if (pool.internalName.equals(internalName)) {
        return pool;
      }
    }
    return null;
  }

  /** The one of that name, as the program writes it; null if that is none. */
  static @Nullable HookedPool ofClass(String className) {
    for (HookedPool pool : values()) {
      if (pool.className.equals(className)) {
        return pool;
      }
    }
    return null;
  }

  /** Tomcat's older pools are subclasses of the JDK's: what they do is seen there. So in Jetty. */
  boolean isHookedElsewhere(ClassReader read) {
    HookedPool above = named(read.getSuperName());
    return above == JDK || above == JETTY_STRATEGY;
  }

  /**
   * What goes into which methods; all of them must be there for any of it to be of use.
   *
   * @param methods those that the class has
   */
  Map<String, Hook> hooks(Set<String> methods) {
    return switch (this) {
      case JDK -> withWorkers(Map.of(EXECUTE, Hook.OFFERED, REJECT, Hook.REJECTED));
      case TOMCAT ->
          withWorkers(
              Map.of(
                  methods.contains(EXECUTE_IN_TIME) ? EXECUTE_IN_TIME : EXECUTE,
                  Hook.OFFERED_UNLESS_THROWN,
                  REJECT,
                  Hook.REJECTED_ONCE_RETURNED));
      case JETTY ->
          Map.of(
              EXECUTE, Hook.OFFERED_UNLESS_THROWN, "runJob(Ljava/lang/Runnable;)V", Hook.WHOLE_JOB);
      case JETTY_STRATEGY, JETTY_9_STRATEGY ->
          Map.of("runTask(Ljava/lang/Runnable;)V", Hook.WHOLE_JOB_OF_EXECUTOR);
    };
  }

  private Map<String, Hook> withWorkers(Map<String, Hook> others) {
    String worker = "L" + internalName + "$Worker;";
    Map<String, Hook> all = new HashMap<>(others);
    all.put("runWorker(" + worker + ")V", Hook.FIRST_TASK);
    all.put("getTask()Ljava/lang/Runnable;", Hook.NEXT_TASK);
    all.put("processWorkerExit(" + worker + "Z)V", Hook.WORKER_ENDS);
    return Map.copyOf(all);
  }
}
