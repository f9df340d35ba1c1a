package weir.http.config;

import java.util.Locale;

/** How constants are written in flags and files. */
public final class ConstantName {

  private ConstantName() {}

  /**
   * The name of a constant, for people.
   *
   * @param constant e.g. {@code TASK_PER_EVENT}
   * @return e.g. {@code task-per-event}
   */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
