package weir.http.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.core.figures.ResourceUse;
import weir.core.link.Command.SetServiceTime;
import weir.core.settings.DurationText;
import weir.core.settings.ResourceSettings;
import weir.http.client.ServerConnection;
import weir.http.stats.ReplayText;

/** Shows or changes the service time of a running server's mock resource. */
@Command(
    name = "service-time",
    mixinStandardHelpOptions = true,
    header = "Shows or changes the service time.",
    description = {
      "",
      "Changes how long the running server's mock resource takes for one event, from the next event"
          + " on; without DURATION, prints the one in force.",
      ""
    })
final class ServiceTimeCommand implements Callable<Integer> {

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Parameters(
      arity = "0..1",
      paramLabel = "DURATION",
      description = "The new service time, e.g. 250us, 5ms, 0.5s, 2s.")
  private @Nullable String duration;

  @Spec private CommandSpec spec;

  ServiceTimeCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Duration target =
        duration == null ? null : GivenText.read(duration, ServiceTimeCommand::serviceTime);
    try (ServerConnection server = serverFlags.open()) {
      if (target == null) {
        ResourceUse use = server.nextResource();
        out.println(
            use.replay().isPresent()
                ? ReplayText.serviceTime(use)
                : DurationText.format(Duration.ofNanos(use.serviceTimeNanos())));
      } else {
        server.execute(new SetServiceTime(target.toNanos()));
        out.println("service time " + DurationText.format(target));
      }
    }
    return ExitStatus.OK;
  }

  private static Duration serviceTime(String text) {
    Duration time = DurationText.parse(text);
    return Duration.ofNanos(ResourceSettings.fixed(time).serviceTimeNanos());
  }
}
