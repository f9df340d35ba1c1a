package weir.http.cli;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.http.client.RecordingControl;
import weir.http.config.SettingsException;
import weir.http.config.SettingsLoader;

/** Which running server a command talks to, where none of its sources is meant. */
final class SocketFlag {

  static final String DESCRIPTION =
      "The server's local socket; without it $$WEIR_SOCKET, or that of $$WEIR_CONFIG, or the"
          + " user's default one.";

  @Option(names = "--socket", paramLabel = "PATH", description = DESCRIPTION)
  private @Nullable String socket;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  SocketFlag() {}

  RecordingControl openRecording() throws LinkException, SettingsException {
    return RecordingControl.open(address(), command.qualifiedName());
  }

  LinkAddress address() throws LinkException, SettingsException {
    return address(command, socket);
  }

  /** Where a server is that was started with the same flag and the same environment. */
  static LinkAddress address(CommandSpec command, @Nullable String socket)
      throws LinkException, SettingsException {
    Map<String, String> environment = RunEnvironment.of(command);
    String given = socket == null ? SettingsLoader.socket(environment).orElse(null) : socket;
    return LinkAddresses.chosen(given, environment, System.getProperties());
  }
}
