package weir.http.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.http.config.EffectiveSettings;
import weir.http.config.SettingsText;
import weir.http.server.WeirServer;

/** Prints what {@code weir serve} would run with. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    header = "Prints each setting and where its value came from.",
    description = {
      "",
      "Takes the flags of 'weir serve', checks the settings as that would, and starts nothing. A flag"
          + " wins over the environment (WEIR_RING_SIZE for --ring-size; empty counts as not set),"
          + " that over the file, the file over the defaults. The output is a file for --config.",
      ""
    })
final class ConfigCommand implements Callable<Integer> {

  @Mixin private final ServeFlags flags = new ServeFlags();

  @Parameters(
      paramLabel = "SETTING",
      arity = "0..1",
      description = "Prints the value of this one alone, e.g. ring-size.")
  private @Nullable String key;

  @Spec private CommandSpec spec;

  ConfigCommand() {}

  @Override
  public Integer call() throws Exception {
    EffectiveSettings settings = flags.load();
    WeirServer.check(settings.serve());
    PrintWriter out = spec.commandLine().getOut();
    if (key == null) {
      out.print(SettingsText.hocon(settings.origins()));
    } else {
      out.println(settings.named(key).value());
    }
    out.flush();
    return ExitStatus.OK;
  }
}
