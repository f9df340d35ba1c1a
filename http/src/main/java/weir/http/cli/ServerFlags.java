package weir.http.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.http.client.ServerConnection;
import weir.http.client.UnclearSource;
import weir.http.config.SettingsException;
import weir.http.config.SettingsLoader;

/** The flags of every command that talks to a running server: which one, and about what. */
final class ServerFlags {

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description =
          "The server's local socket; without it $$WEIR_SOCKET, or that of $$WEIR_CONFIG, or the"
              + " user's default one.")
  private @Nullable String socket;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Which of the server's sources; without it the only one.")
  private @Nullable String source;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  ServerFlags() {}

  /** Connects to the source that the flags name, or to the only one. */
  ServerConnection open() throws LinkException, SettingsException {
    try {
      return ServerConnection.open(address(), command.qualifiedName(), source);
    } catch (UnclearSource e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where a server is that was started with the same flag and the same environment. */
  private LinkAddress address() throws LinkException, SettingsException {
    Map<String, String> environment = RunEnvironment.of(command);
    String given = socket == null ? SettingsLoader.socket(environment).orElse(null) : socket;
    return LinkAddresses.chosen(given, environment, System.getProperties());
  }
}
