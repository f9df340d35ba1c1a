package weir.http.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;
import weir.core.link.Command.StartLoad;
import weir.core.settings.LoadFlag;
import weir.http.client.ServerConnection;
import weir.http.config.SettingsException;

/** Has a running server send itself a load. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    header = "Has a running server send itself a load.",
    description = {
      "",
      "The server starts a generator, a process of its own, which ends with the server at the latest."
          + " There is one load at a time. 'weir stats' and the panel show how it goes.",
      ""
    })
final class LoadStartCommand implements Callable<Integer> {

  private static final String ANY_SERVER = "http://localhost";

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Spec private CommandSpec spec;

  LoadStartCommand() {}

  /** Gives the command, below {@code weir load}, its flags: texts, which the server reads. */
  static void addFlags(CommandLine load) {
    CommandSpec command =
        Objects.requireNonNull(load.getSubcommands().get("start")).getCommandSpec();
    for (LoadFlag flag : LoadFlag.ALL) {
      OptionSpec.Builder option =
          flag.key().equals(LoadFlag.CONNECTIONS.key())
              ? OptionSpec.builder("--" + flag.key(), "--clients")
              : OptionSpec.builder("--" + flag.key());
      command.addOption(
          (flag.label().isEmpty()
                  ? option.type(boolean.class)
                  : option.type(String.class).paramLabel(flag.label()))
              .description(flag.help())
              .build());
    }
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> given = given();
    check(given);
    try (ServerConnection server = serverFlags.open()) {
      server.execute(new StartLoad(given));
      out.println("the load has started; 'weir stats' shows how it goes, 'weir load stop' ends it");
    }
    return ExitStatus.OK;
  }

  /** The server would refuse it as well, which is not told from what it can't do. */
  private static void check(Map<String, String> given) throws SettingsException {
    try {
      LoadOrder.of(ANY_SERVER, given);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    for (LoadFlag flag : LoadFlag.ALL) {
      Object value = spec.findOption("--" + flag.key()).getValue();
      if (value instanceof String text) {
        given.put(flag.key(), text);
      } else if (Boolean.TRUE.equals(value)) {
        given.put(flag.key(), "");
      }
    }
    return given;
  }
}
