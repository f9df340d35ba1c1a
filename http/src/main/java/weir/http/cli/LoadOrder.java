package weir.http.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import weir.core.settings.LoadFlag;

/**
 * A load as a client of the local socket asks for it. A client chooses among what {@link LoadFlag}
 * lists, so nothing that it sends is a path of this machine, or another server's address.
 *
 * @param words what follows {@code weir load}
 * @param what the same for people
 */
record LoadOrder(List<String> words, String what) {

  private static final List<String> KEYS = LoadFlag.ALL.stream().map(LoadFlag::key).toList();

  LoadOrder {
    words = List.copyOf(words);
  }

  /**
   * Reads an order as {@code weir load} would.
   *
   * @param url of the server, without a path
   * @param settings a text by key
   * @throws IllegalArgumentException if it won't do; the message says why and what to do
   */
  static LoadOrder of(String url, Map<String, String> settings) {
    List<String> words = new ArrayList<>();
    StringJoiner what = new StringJoiner(", ");
    String route = LoadFlag.ROUTES.getFirst();
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      String key = visible(setting.getKey());
      String value = visible(setting.getValue());
      if (!KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "a server's own load knows no '%s', but %s: leave it out, or use 'weir load'"
                .formatted(key, String.join(", ", KEYS)));
      }
      if (key.equals(LoadFlag.ROUTE.key())) {
        route = checkRoute(value);
      } else if (key.equals(LoadFlag.CLOSED.key())) {
        words.add("--" + key);
        what.add(key);
      } else {
        words.add("--" + key + "=" + value);
        what.add(key + " " + value);
      }
    }
    words.add("--url=" + url + route);
    LoadCommand.check(words);
    return new LoadOrder(words, what + " to " + route);
  }

  private static String checkRoute(String route) {
    if (!LoadFlag.ROUTES.contains(route)) {
      throw new IllegalArgumentException(
          "--route takes one that publishes events, and '%s' does not: choose %s"
              .formatted(route, String.join(" or ", LoadFlag.ROUTES)));
    }
    return route;
  }

  /** It may hold anything, and is quoted to people. */
  private static String visible(String text) {
    return text.strip().replaceAll("\\p{C}", "?");
  }
}
