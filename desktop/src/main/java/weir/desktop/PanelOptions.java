package weir.desktop;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.desktop.view.PanelTheme;

/**
 * The panel's arguments.
 *
 * @param address where the server is
 * @param theme the look asked for; null for the desktop's own
 * @param help whether only the help is wanted
 */
record PanelOptions(LinkAddress address, @Nullable PanelTheme theme, boolean help) {

  static final String HELP =
      """
      Usage: weir panel [--socket ADDRESS] [--theme light|dark]
      The control panel: charts a running Weir server and resizes its worker pool.

        --socket ADDRESS    path of the server's local socket, or tcp:PORT
                            (default: $WEIR_SOCKET, or the server's own default)
        --theme light|dark  look of the panel (default: the desktop's)
        --help              this text

      Server and panel may be started in any order.
      """;

  /**
   * Reads the arguments.
   *
   * @param arguments as on the command line; {@code --name value} and {@code --name=value}
   * @param environment the environment variables
   * @return what they mean
   * @throws LinkException if they mean nothing, with one sentence that says which and why
   */
  static PanelOptions parse(List<String> arguments, Map<String, String> environment)
      throws LinkException {
    String socket = null;
    PanelTheme theme = null;
    boolean help = false;
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
      String name = equals < 0 ? argument : argument.substring(0, equals);
      String inline = equals < 0 ? null : argument.substring(equals + 1);
      switch (name) {
        case "--help", "-h" -> help = true;
        case "--socket" -> socket = value(name, inline, rest);
        case "--theme" -> theme = theme(value(name, inline, rest));
        default ->
            throw new LinkException(
                "\"" + argument + "\" is no option of the panel: see weir panel --help");
      }
    }
    return new PanelOptions(
        LinkAddresses.chosen(socket, environment, System.getProperties()), theme, help);
  }

  private static String value(String name, @Nullable String inline, Iterator<String> rest)
      throws LinkException {
    if (inline != null) {
      return inline;
    }
    try {
      return rest.next();
    } catch (NoSuchElementException e) {
      throw new LinkException(name + " has no value: see weir panel --help", e);
    }
  }

  private static PanelTheme theme(String text) throws LinkException {
    try {
      return PanelTheme.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new LinkException("\"" + text + "\" is no theme: give --theme light or dark", e);
    }
  }
}
