package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import weir.http.client.CommandFailure;

/** Stands in the help texts for the benchmarks, which are a program of their own. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Compares the pools, or the server, with others, side by side.",
    description = {
      "",
      "Each of them lists its flags, and says how long it takes, when it is given --help:",
      "",
      "  weir bench pool       Weir's pools and others",
      "  weir bench http       the server and others; needs ab, and uses wrk and nginx where they"
          + " are installed",
      "  weir bench journal    what it costs to keep events on disk",
      "  weir bench telemetry  what it costs to look at a pipeline",
      "  weir bench watch      what it costs another program to be watched",
      "  weir bench panel      what the panel costs to draw",
      "",
      "The tables go to bench/results.",
      ""
    })
final class BenchCommand implements Callable<Integer> {

  BenchCommand() {}

  @Override
  public Integer call() throws CommandFailure {
    throw new CommandFailure(
        "the benchmarks are a program of their own: './weir bench --help' in the folder of Weir's"
            + " source lists them");
  }
}
