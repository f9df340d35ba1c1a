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
      "'weir bench pool --help', 'weir bench http --help', 'weir bench telemetry --help' and 'weir"
          + " bench panel --help' list the flags, and say how long each takes. The second needs ab,"
          + " and uses wrk and nginx where they are installed; the third measures what it costs to"
          + " look at a pipeline, the fourth what the panel costs to draw.",
      "",
      "The tables go to bench/results.",
      ""
    })
final class BenchCommand implements Callable<Integer> {

  BenchCommand() {}

  @Override
  public Integer call() throws CommandFailure {
    throw new CommandFailure(
        "the benchmarks are a program of their own: run them with './weir bench pool',"
            + " './weir bench http', './weir bench telemetry' or './weir bench panel'");
  }
}
