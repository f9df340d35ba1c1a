package weir.agent.boot;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM starts the agent. This and its loader are all that the program's class loaders can
 * see; they stay when the agent is gone, and may serve another version of it later, so they know no
 * more of it than a class and a method by name.
 *
 * <p>Nothing is thrown into the program. What came of a call is in the system property {@value
 * #ANSWER}, where who attached it reads it.
 */
public final class Agent {

  /** What came of the last call: {@code done …} or {@code failed …}, and a sentence. */
  static final String ANSWER = "weir.agent.answer";

  /** Which agent is in: its version, its socket, and how many executors it knows. */
  static final String STATE = "weir.agent.state";

  private static final String JAR = "jar=";

  private static final String IMPLEMENTATION = "weir.agent.WatchingAgent";

  /** The agent that is in; null while none is. Guarded by the class. */
  private static @Nullable AutoCloseable running;

  /** Guarded by the class. */
  private static @Nullable HiddenLoader loader;

  private Agent() {}

  /**
   * Started with the program, by {@code -javaagent:weir-agent.jar} or {@code …=control}.
   *
   * @param text options, separated by commas
   * @param instrumentation the JVM's
   */
  public static void premain(@Nullable String text, Instrumentation instrumentation) {
    agentmain(text, instrumentation);
    try {
      String answer = System.getProperty(ANSWER, "");
      if (answer.startsWith("failed ")) {
        System.err.println("weir: " + answer.substring("failed ".length()));
      }
    } catch (SecurityException e) {
      // It has been said.
    }
  }

  /**
   * Called by {@code weir attach} and {@code weir detach}.
   *
   * @param text options, separated by commas: {@code control}, {@code detach}, {@code undo}, and
   *     last {@code jar=FILE}
   * @param instrumentation the JVM's
   */
  public static synchronized void agentmain(
      @Nullable String text, Instrumentation instrumentation) {
    try {
      System.getProperties().setProperty(ANSWER, answer(text, instrumentation));
    } catch (SecurityException e) {
      // It can't even answer; who attached it knows why.
      System.err.println("weir: the agent is kept out by this program's SecurityManager");
    }
  }

  private static String answer(@Nullable String text, Instrumentation instrumentation) {
    try {
      Map<String, String> options = options(text == null ? "" : text);
      return options.containsKey("detach")
          ? detach(options.containsKey("undo"))
          : attach(options, instrumentation);
    } catch (Throwable e) {
      return "failed " + sentence(e);
    }
  }

  /** The jar comes last, as its path may have commas in it. */
  private static Map<String, String> options(String text) {
    Map<String, String> options = new HashMap<>();
    int jar = text.indexOf(JAR);
    if (jar >= 0) {
      options.put(JAR, text.substring(jar + JAR.length()));
    }
    for (String option : (jar < 0 ? text : text.substring(0, jar)).split(",", -1)) {
      options.put(option.strip().toLowerCase(Locale.ROOT), "");
    }
    return options;
  }

  private static String attach(Map<String, String> options, Instrumentation instrumentation)
      throws Throwable {
    if (running != null) {
      return "failed an agent is in this program already ("
          + System.getProperty(STATE, "of an unknown version")
          + "): use its socket, or detach it first";
    }
    String jar = options.get(JAR);
    File file =
        jar == null
            ? new File(Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            : new File(jar);
    HiddenLoader made = new HiddenLoader(file);
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    // Where libraries look for their settings, and threads that are started inherit it.
    current.setContextClassLoader(made);
    try {
      running =
          (AutoCloseable)
              made.loadClass(IMPLEMENTATION)
                  .getMethod("start", Instrumentation.class, boolean.class)
                  .invoke(null, instrumentation, options.containsKey("control"));
      loader = made;
      return "done " + System.getProperty(STATE, "");
    } catch (Throwable e) {
      made.close();
      throw e;
    } finally {
      current.setContextClassLoader(before);
    }
  }

  private static String detach(boolean undo) throws Throwable {
    AutoCloseable leaving = running;
    HiddenLoader left = loader;
    running = null;
    loader = null;
    if (leaving == null || left == null) {
      return "failed no agent is in this program: there is nothing to detach";
    }
    try {
      return "done " + leaving.getClass().getMethod("end", boolean.class).invoke(leaving, undo);
    } finally {
      System.getProperties().remove(STATE);
      left.close();
    }
  }

  private static String sentence(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null
        && (cause instanceof java.lang.reflect.InvocationTargetException
            || cause.getMessage() == null)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null || !cause.getClass().getName().startsWith("weir.")
        ? cause.toString()
        : message;
  }
}
