package weir.agent;

import java.lang.StackWalker.StackFrame;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What to call a pool that has no name: its threads have, and so has the class that uses it. */
final class PoolName {

  /** As Executors names threads where nobody else does. */
  private static final Pattern NAMELESS = Pattern.compile("pool-(\\d+)-thread-\\d+");

  /** {@code Thread-3 (orders)}: what is in parentheses is said of all. */
  private static final Pattern NUMBER_BEFORE_GROUP = Pattern.compile("\\D*\\d+ \\((.+)\\)");

  private static final Pattern NUMBER_AT_END = Pattern.compile("[-_#/:. ]*\\d*\\]?$");

  private static final String UNKNOWN = "executor";

  private PoolName() {}

  /**
   * The name of a pool.
   *
   * @param thread name of one of its threads
   * @param user class that gave it a task
   * @return {@code http-nio-8080-exec} of {@code http-nio-8080-exec-7}; {@code orders} of {@code
   *     Thread-3 (orders)}; {@code OrderService pool-3} of a thread that nobody has named
   */
  static String of(@Nullable String thread, @Nullable String user) {
    String by = user == null ? "" : user;
    if (thread == null || thread.isBlank()) {
      return short_(by.isEmpty() ? UNKNOWN : by);
    }
    Matcher nameless = NAMELESS.matcher(thread);
    if (nameless.matches()) {
      return short_((by + " pool-" + nameless.group(1)).strip());
    }
    Matcher grouped = NUMBER_BEFORE_GROUP.matcher(thread);
    if (grouped.matches()) {
      return short_(grouped.group(1));
    }
    String prefix = NUMBER_AT_END.matcher(thread).replaceFirst("").strip();
    return short_(prefix.isEmpty() ? (by.isEmpty() ? thread : by) : prefix);
  }

  private static String short_(String name) {
    return VisibleText.of(name.replaceAll("\\p{Cntrl}", " ").strip(), UNKNOWN);
  }

  /** The class that calls a pool, of the program and not of the JDK; "" if there is none. */
  static String caller() {
    return StackWalker.getInstance()
        .walk(frames -> frames.filter(PoolName::isOfTheProgram).findFirst())
        .map(frame -> simple(frame.getClassName()))
        .orElse("");
  }

  private static boolean isOfTheProgram(StackFrame frame) {
    String name = frame.getClassName();
    return !name.startsWith("java.")
        && !name.startsWith("jdk.")
        && !name.startsWith("sun.")
        && HookedPool.ofClass(name) == null
        && !name.startsWith("weir.agent.");
  }

  private static String simple(String className) {
    String last = className.substring(className.lastIndexOf('.') + 1);
    int nested = last.indexOf('$');
    return nested > 0 ? last.substring(0, nested) : last;
  }
}
