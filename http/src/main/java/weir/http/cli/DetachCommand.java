package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes the agent out of a JVM. */
@Command(
    name = "detach",
    mixinStandardHelpOptions = true,
    header = "Takes Weir's agent out of a running JVM.",
    description = {
      "",
      "Its classes have their own bytes again, the agent's threads end, and its socket is gone.",
      ""
    })
final class DetachCommand implements Callable<Integer> {

  @Mixin private final AgentFlags agent = new AgentFlags();

  @Option(
      names = "--undo",
      description = "Gives executors that were resized the sizes that they had before.")
  private boolean undo;

  @Spec private CommandSpec spec;

  DetachCommand() {}

  @Override
  public Integer call() throws Exception {
    String done = agent.inJvm().detach(undo);
    spec.commandLine().getOut().println("detached: " + done);
    return ExitStatus.OK;
  }
}
