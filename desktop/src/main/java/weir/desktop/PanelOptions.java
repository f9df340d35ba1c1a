package weir.desktop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.desktop.client.RecordedConnection;
import weir.desktop.view.PanelTheme;

/** The panel's arguments. */
@Command(
    name = "weir panel",
    sortOptions = false,
    header = "The control panel: charts a running Weir server and resizes its worker pool.",
    description = "",
    footer = {"", "Server and panel may be started in any order."})
final class PanelOptions {

  private static final String VARIABLE = LinkAddresses.SOCKET_VARIABLE;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "A recording to open in the place of a server ('weir serve --record FILE').")
  private @Nullable Path recording;

  @Option(
      names = "--socket",
      paramLabel = "ADDRESS",
      description =
          "Path of the server's local socket, or tcp:PORT ($$WEIR_SOCKET, else the last one on show"
              + " if it is there, else the server's own default).")
  private @Nullable String socket;

  @Option(
      names = "--theme",
      paramLabel = "light|dark",
      description = "Look of the panel (the desktop's).")
  private @Nullable PanelTheme theme;

  @Option(
      names = "--ends-with-input",
      hidden = true,
      description = "Ends when its standard input does: of a panel that its server has opened.")
  private boolean endsWithInput;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "This text.")
  private boolean help;

  private PanelOptions() {}

  /**
   * Reads the arguments.
   *
   * @param arguments as on the command line
   * @return what they mean
   * @throws LinkException if they mean nothing, with one sentence that says which and why
   */
  static PanelOptions parse(List<String> arguments) throws LinkException {
    PanelOptions options = new PanelOptions();
    try {
      commandLine(options).parseArgs(arguments.toArray(String[]::new));
      return options;
    } catch (ParameterException e) {
      throw new LinkException(sentence(e) + "; 'weir panel --help' says what can be given", e);
    }
  }

  /** Lists what can be given. */
  static String usage() {
    return commandLine(new PanelOptions()).getUsageMessage();
  }

  private static CommandLine commandLine(PanelOptions options) {
    return new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpLongOptionsMaxWidth(26)
        .setUsageHelpWidth(96);
  }

  private static String sentence(ParameterException fault) {
    if (!(fault instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(fault.getMessage());
    }
    List<String> suggestions = unmatched.getSuggestions();
    return "'%s' is not known%s"
        .formatted(
            unmatched.getUnmatched().getFirst(),
            suggestions.isEmpty() ? "" : " (did you mean " + suggestions.getFirst() + "?)");
  }

  /**
   * Where the server to be shown first is: the one that is asked for, else the first that answers
   * of the last one, the usual one and those that were found.
   *
   * @param environment the environment variables
   * @param last the one that was on show last; empty for none
   * @param found those in the runtime folder, the newest first
   * @param isThere whether a server answers at an address
   * @return the usual one if none answers
   * @throws LinkException if what was given is no address
   */
  LinkAddress address(
      Map<String, String> environment,
      Optional<String> last,
      Supplier<List<LinkAddress>> found,
      Predicate<LinkAddress> isThere)
      throws LinkException {
    LinkAddress usual = LinkAddresses.chosen(socket, environment, System.getProperties());
    if (isGiven(environment)) {
      return usual;
    }
    return Stream.of(
            last.flatMap(PanelOptions::parsed).stream(),
            Stream.of(usual),
            // Asked only once it is needed.
            Stream.of(found).flatMap(each -> each.get().stream()))
        .flatMap(addresses -> addresses)
        .distinct()
        .filter(isThere)
        .findFirst()
        .orElse(usual);
  }

  /**
   * Whether a certain server is asked for.
   *
   * @param environment the environment variables
   */
  boolean isGiven(Map<String, String> environment) {
    return socket != null || !environment.getOrDefault(VARIABLE, "").isBlank();
  }

  /** What was remembered is no order: if it is no address, others will do. */
  private static Optional<LinkAddress> parsed(String last) {
    try {
      return Optional.of(LinkAddresses.parse(last));
    } catch (LinkException e) {
      return Optional.empty();
    }
  }

  /**
   * The recording that the panel is to show in the place of a server.
   *
   * @return not started yet; null if there is none
   * @throws LinkException if what was given can't be used
   */
  @Nullable RecordedConnection recording() throws LinkException {
    if (recording == null) {
      return null;
    }
    if (socket != null) {
      throw new LinkException("a recording has no socket: give either FILE or --socket");
    }
    return RecordedConnection.open(recording);
  }

  /** The look asked for; null for the desktop's own. */
  @Nullable PanelTheme theme() {
    return theme;
  }

  /** Whether the panel ends when its standard input does. */
  boolean endsWithInput() {
    return endsWithInput;
  }

  /** Whether only the help is wanted. */
  boolean help() {
    return help;
  }
}
