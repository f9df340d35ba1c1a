package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts the agent into a JVM. */
@Command(
    name = "attach",
    mixinStandardHelpOptions = true,
    header = "Watches the executors of a running JVM, without a line in its program.",
    description = {
      "",
      "Puts Weir's agent into a JVM of this user (Java 17 or newer). It finds executors"
          + " (ThreadPoolExecutor, ScheduledThreadPoolExecutor, and the pools of Tomcat and Jetty) as"
          + " they are used, the rings of Disruptors, ForkJoinPools, what carries virtual threads and"
          + " Netty's event loops, and opens a socket for the panel. It changes nothing but to see;"
          + " 'weir detach' takes it out.",
      ""
    })
final class AttachCommand implements Callable<Integer> {

  @Mixin private final AgentFlags agent = new AgentFlags();

  @Option(
      names = "--control",
      description =
          "Lets the panel's slider and 'weir workers' change the number of threads. Without it they"
              + " are refused.")
  private boolean control;

  @Spec private CommandSpec spec;

  AttachCommand() {}

  @Override
  public Integer call() throws Exception {
    String socket = agent.inJvm().attach(control);
    spec.commandLine().getOut().println("attached: weir panel --socket " + socket);
    return ExitStatus.OK;
  }
}
