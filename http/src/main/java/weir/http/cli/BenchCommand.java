package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stands in the help texts for the benchmarks, which are a program of their own. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    header = "Compares the pools with others, side by side.",
    description = {
      "",
      "'weir bench pool --quick' takes about 15 minutes, without --quick more than an hour. The table"
          + " of ratios goes to bench/results. 'weir bench pool --help' lists the flags.",
      ""
    })
final class BenchCommand implements Callable<Integer> {

  BenchCommand() {}

  @Override
  public Integer call() throws CommandFailure {
    throw new CommandFailure(
        "the benchmarks are a program of their own: run them with './weir bench pool'");
  }
}
