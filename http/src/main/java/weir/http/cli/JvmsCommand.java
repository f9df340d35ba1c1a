package weir.http.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.http.jvm.RunningJvm;

/** Lists the JVMs of this user. */
@Command(
    name = "jvms",
    mixinStandardHelpOptions = true,
    header = "Lists this user's JVMs, which 'weir attach' can watch.",
    description = {
      "",
      "For each: its process id, whether it can be attached to, how many executors it shows, and"
          + " what it runs. The JVMs are not touched for that.",
      ""
    })
final class JvmsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  JvmsCommand() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<RunningJvm> jvms = RunningJvm.all();
    if (jvms.isEmpty()) {
      out.println("no other JVM of this user tells of itself");
      return ExitStatus.OK;
    }
    out.printf(Locale.ROOT, "%10s  %-10s  %-12s  %s%n", "pid", "attachable", "executors", "runs");
    for (RunningJvm jvm : jvms) {
      out.printf(
          Locale.ROOT,
          "%10d  %-10s  %-12s  %s%n",
          jvm.pid(),
          jvm.isAttachable() ? "yes" : "no",
          jvm.executors().isPresent() ? jvm.executors().getAsInt() : "not watched",
          jvm.mainClass());
    }
    return ExitStatus.OK;
  }
}
