package weir.http.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * The control panel that {@code ./weir} opens beside its server: a process of its own, of which the
 * server waits for nothing. It ends with the server, however that ends, because its standard input
 * does.
 */
final class PanelProcess {

  /** Set by the launcher: what runs the panel, an argument a line. */
  static final String COMMAND = "weir.panelCommand";

  /** Ctrl-C at a terminal reaches the panel as well, and is for the server, which drains first. */
  private static final List<String> DEAF_TO_CTRL_C =
      List.of("sh", "-c", "trap '' INT; exec \"$@\"", "weir-panel");

  private static final String ENDS_WITH_INPUT = "--ends-with-input";
  private static final Pattern NEEDS_NO_QUOTES = Pattern.compile("[\\w./:@%+,-]+");

  private final List<String> command;

  /** The flags that lead to the server's socket; empty for the default one. */
  private final List<String> socketFlags;

  private final PrintWriter out;
  private final BooleanSupplier serverGoesOn;

  private PanelProcess(
      List<String> command,
      List<String> socketFlags,
      PrintWriter out,
      BooleanSupplier serverGoesOn) {
    this.command = command;
    this.socketFlags = socketFlags;
    this.out = out;
    this.serverGoesOn = serverGoesOn;
  }

  /**
   * Opens the panel if the launcher asks for it, or says why not. Returns at once: the server need
   * not wait for a process to start.
   *
   * @param socketFlags the flags with which a panel finds the server
   * @param environment tells whether there is a display
   * @param out where the user is told what becomes of the panel; thread-safe
   * @param serverGoesOn whether the server has not been told to stop; thread-safe
   */
  static void openIfAsked(
      List<String> socketFlags,
      Map<String, String> environment,
      PrintWriter out,
      BooleanSupplier serverGoesOn) {
    String command = System.getProperty(COMMAND);
    if (command == null) {
      return;
    }
    if (!hasDisplay(environment)) {
      say(
          out,
          "no display, so the server starts alone; 'weir panel' opens the control panel where"
              + " there is one");
      return;
    }
    PanelProcess panel = new PanelProcess(command.lines().toList(), socketFlags, out, serverGoesOn);
    Thread.ofPlatform().daemon().name("panel-process").start(panel::run);
  }

  private static boolean hasDisplay(Map<String, String> environment) {
    return System.getProperty("os.name", "").startsWith("Mac")
        || !environment.getOrDefault("DISPLAY", "").isEmpty()
        || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
  }

  private void run() {
    try {
      // Nothing is ever written to its input, which the system closes when this process is gone.
      Process process =
          new ProcessBuilder(line())
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start();
      process.waitFor();
      if (serverGoesOn.getAsBoolean()) {
        say(
            out,
            "the panel has closed and the server goes on: 'weir panel%s' opens it again, Ctrl-C here stops the server"
                .formatted(socketWords()));
      }
    } catch (IOException e) {
      say(
          out,
          "the panel could not be started and the server goes on (%s): 'weir panel%s' tries again"
              .formatted(e.getMessage(), socketWords()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> line() {
    List<String> line = new ArrayList<>(DEAF_TO_CTRL_C);
    line.addAll(command);
    line.addAll(socketFlags);
    line.add(ENDS_WITH_INPUT);
    return line;
  }

  private String socketWords() {
    StringBuilder words = new StringBuilder();
    for (String flag : socketFlags) {
      words.append(' ').append(quoted(flag));
    }
    return words.toString();
  }

  private static String quoted(String word) {
    return NEEDS_NO_QUOTES.matcher(word).matches()
        ? word
        : '"' + word.replaceAll("[\"$`\\\\]", "\\\\$0") + '"';
  }

  private static void say(PrintWriter out, String sentence) {
    out.println("weir: " + sentence);
    out.flush();
  }
}
