package weir.http.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.http.config.SettingsException;
import weir.http.config.SettingsLoader;

/** The flag of every command that talks to a running server. */
final class SocketFlag {

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description =
          "The server's local socket; without it $$WEIR_SOCKET, or that of $$WEIR_CONFIG, or the"
              + " user's default one.")
  private @Nullable String socket;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  SocketFlag() {}

  /** Where a server is that was started with the same flag and the same environment. */
  LinkAddress address() throws LinkException, SettingsException {
    Map<String, String> environment = WeirCommand.environment(command);
    String given = socket == null ? SettingsLoader.socket(environment).orElse(null) : socket;
    return LinkAddresses.chosen(given, environment, System.getProperties());
  }
}
