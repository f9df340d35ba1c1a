package weir.desktop.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.core.settings.LoadFlag;

/**
 * A way in which a server can send itself a load, and what can be said of it.
 *
 * @param label what a choice among them says
 * @param flag the flag that it is; it has a value unless its label is empty
 * @param example a value for the flag to start with; empty if it has none
 * @param others what else can be said
 */
public record LoadPattern(String label, LoadFlag flag, String example, List<LoadFlag> others) {

  /** Users who do not know of each other. */
  public static final LoadPattern POISSON =
      new LoadPattern(
          "Open, Poisson",
          LoadFlag.POISSON,
          "100",
          List.of(LoadFlag.DURATION, LoadFlag.CONNECTIONS));

  /** Clients that wait for their answers. */
  public static final LoadPattern CLOSED =
      new LoadPattern(
          "Closed, clients",
          LoadFlag.CLOSED,
          "",
          List.of(LoadFlag.CONNECTIONS, LoadFlag.THINK, LoadFlag.DURATION));

  /** All. */
  public static final List<LoadPattern> ALL =
      List.of(
          POISSON,
          new LoadPattern(
              "Open, constant",
              LoadFlag.CONSTANT,
              "100",
              List.of(LoadFlag.DURATION, LoadFlag.CONNECTIONS)),
          CLOSED,
          new LoadPattern(
              "Burst",
              LoadFlag.BURST,
              "1000",
              List.of(LoadFlag.EVERY, LoadFlag.DURATION, LoadFlag.CONNECTIONS)),
          new LoadPattern(
              "Steps",
              LoadFlag.STEP,
              "50,100,200",
              List.of(LoadFlag.STEP_LENGTH, LoadFlag.CONNECTIONS)));

  /** Keeps the list from changing. */
  public LoadPattern {
    others = List.copyOf(others);
  }

  /**
   * What the server is to be told. What is left empty is as usual, and not told; a pattern without
   * its value is told all the same, and refused.
   *
   * @param typed a text by key
   * @param route where to
   * @return a text by key
   */
  public Map<String, String> settings(Map<String, String> typed, String route) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(flag.key(), flag.label().isEmpty() ? "" : typed.getOrDefault(flag.key(), ""));
    for (LoadFlag other : others) {
      String text = typed.getOrDefault(other.key(), "").strip();
      if (!text.isEmpty()) {
        settings.put(other.key(), text);
      }
    }
    settings.put(LoadFlag.ROUTE.key(), route);
    return settings;
  }
}
