package weir.http.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.figures.ResourceUse;
import weir.core.link.Command.FreezeResource;
import weir.core.link.Command.SetResource;
import weir.core.settings.DurationText;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;
import weir.http.client.ServerConnection;
import weir.http.config.SettingsException;
import weir.http.stats.ReplayText;

/** Shows or changes how a running server's mock resource behaves. */
@Command(
    name = "resource",
    mixinStandardHelpOptions = true,
    header = "Shows or changes how the resource behaves.",
    description = {
      "",
      "Changes what is given, for events that use the resource from now on, and leaves the rest as"
          + " it is; without a change, prints the settings in force.",
      ""
    })
final class ResourceCommand implements Callable<Integer> {

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Option(
      names = "--freeze",
      paramLabel = "DURATION",
      description = "Freezes the resource once: nobody starts or ends a use for so long.")
  private @Nullable String freeze;

  @Spec private CommandSpec spec;

  ResourceCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> changes = SettingFlags.givenOfResource(spec);
    Duration frozen = freeze == null ? null : GivenText.duration(freeze);
    try (ServerConnection server = serverFlags.open()) {
      ResourceUse use = server.nextResource();
      if (!changes.isEmpty()) {
        ResourceSettings changed = changed(use.settings(), changes);
        server.execute(new SetResource(changes));
        changes.keySet().forEach(key -> out.println(line(key, changed)));
        if (changes.containsKey(ResourceText.DISTRIBUTION)) {
          printReplay(server.resourceOnceItIs(changed), out);
        }
      }
      if (frozen != null) {
        server.execute(new FreezeResource(frozen.toNanos()));
        out.println("frozen for " + DurationText.format(frozen));
      }
      if (changes.isEmpty() && frozen == null) {
        ResourceText.KEYS.forEach(key -> out.println(line(key, use.settings())));
        printReplay(use, out);
        out.printf(
            Locale.ROOT,
            "%nin use %d, waiting %d%s%n",
            use.inUse(),
            use.waiting(),
            use.frozen() ? ", frozen right now" : "");
      }
    }
    return ExitStatus.OK;
  }

  private static void printReplay(ResourceUse use, PrintWriter out) {
    if (use.replay().isPresent()) {
      out.println(ReplayText.serviceTime(use));
    }
  }

  private static ResourceSettings changed(ResourceSettings old, Map<String, String> changes)
      throws SettingsException {
    ResourceSettings settings = old;
    for (Map.Entry<String, String> change : changes.entrySet()) {
      try {
        settings = ResourceText.with(settings, change.getKey(), change.getValue());
      } catch (IllegalArgumentException e) {
        throw new SettingsException(
            "--%s can't be used: %s".formatted(change.getKey(), e.getMessage()), e);
      }
    }
    return settings;
  }

  private static String line(String key, ResourceSettings settings) {
    return "%-17s %s".formatted(key, ResourceText.write(settings).get(key));
  }
}
