package weir.http.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.link.LinkException;
import weir.http.client.ServerConnection;
import weir.http.client.UnclearSource;
import weir.http.config.SettingsException;

/** The flags of every command that talks to a running server: which one, and about what. */
final class ServerFlags {

  @Option(names = "--socket", paramLabel = "PATH", description = SocketFlag.DESCRIPTION)
  private @Nullable String socket;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Which of the server's sources; without it the only one.")
  private @Nullable String source;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  ServerFlags() {}

  /** The source that is named, or null. */
  @Nullable String source() {
    return source;
  }

  /** The socket that is named. */
  Optional<String> socket() {
    return Optional.ofNullable(socket);
  }

  /** Whether a server was named. */
  boolean hasSocket() {
    return socket != null;
  }

  /** Connects to the source that the flags name, or to the only one. */
  ServerConnection open() throws LinkException, SettingsException {
    try {
      return ServerConnection.open(
          SocketFlag.address(command, socket), command.qualifiedName(), source);
    } catch (UnclearSource e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }
}
