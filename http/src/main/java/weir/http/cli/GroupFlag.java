package weir.http.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.figures.Source;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.core.link.RuntimeFolder;
import weir.http.client.CommandFailure;
import weir.http.client.GroupServers;
import weir.http.config.SettingsException;

/** The flag of commands that can be about all processes of a group. */
final class GroupFlag {

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description =
          "All processes that share a journal of this name, added up: those in the user's runtime"
              + " folder, and the one at --socket.")
  private @Nullable String group;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  GroupFlag() {}

  boolean isGiven() {
    return group != null;
  }

  /** Connects to the processes of the group that the flag names. */
  GroupServers open(ServerFlags server)
      throws SettingsException, LinkException, CommandFailure, InterruptedException {
    if (server.source() != null) {
      throw new SettingsException(
          "--source names one source, and --group adds up several: leave one of them out");
    }
    String name = String.valueOf(group);
    try {
      Source.checkName(name);
    } catch (IllegalArgumentException e) {
      throw new SettingsException("--group: " + e.getMessage(), e);
    }
    Optional<String> socket = server.socket();
    List<LinkAddress> more =
        socket.isPresent()
            ? List.of(LinkAddresses.absolute(LinkAddresses.parse(socket.get())))
            : List.of();
    return GroupServers.open(
        new RuntimeFolder(RunEnvironment.of(command), System.getProperties()),
        more,
        command.qualifiedName(),
        name);
  }
}
