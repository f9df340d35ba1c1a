package weir.http.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.figures.WorkerRange;
import weir.core.settings.FileChoice;
import weir.core.theory.UniversalScalabilityFit.Point;
import weir.http.client.ServerConnection;
import weir.http.config.SettingsException;
import weir.http.scaling.PointsFile;
import weir.http.scaling.ScalingProbe;
import weir.http.scaling.ScalingReport;

/** Measures how throughput grows with workers, and fits the law. */
@Command(
    name = "scaling",
    mixinStandardHelpOptions = true,
    header = "Measures how throughput grows with workers.",
    description = {
      "",
      "Tries 1, 2, 4, 8 … workers on the running server while a load keeps them all busy, fits the"
          + " Universal Scalability Law, and says at how many workers throughput peaks and from how"
          + " many on more are not worth it. Puts the number of workers back in the end; Ctrl-C ends"
          + " it early. Needs a backlog throughout, such as 'weir load --burst 5000' leaves.",
      ""
    })
final class ScalingCommand implements Callable<Integer> {

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Option(
      names = "--up-to",
      paramLabel = "N",
      description = "Most workers to try (the server's --max-workers).")
  private @Nullable Integer upTo;

  @Option(
      names = "--each",
      paramLabel = "DURATION",
      defaultValue = "5s",
      description = "How long to measure at each number of workers (${DEFAULT-VALUE}).")
  private String each;

  @Option(
      names = "--points",
      paramLabel = "FILE",
      description = {
        "Fit points from a table (CSV and its like) instead, a line each: workers,events a second;"
            + " no server is needed.",
        "Where it has more columns, what follows FILE, each after a comma, chooses: workers= and"
            + " throughput= (a heading or a number)."
      })
  private @Nullable String points;

  @Spec private CommandSpec spec;

  ScalingCommand() {}

  @Override
  public Integer call() throws Exception {
    List<Point> measured = points == null ? measure() : read(points);
    PrintWriter out = spec.commandLine().getOut();
    out.print(ScalingReport.text(measured));
    out.flush();
    return ExitStatus.OK;
  }

  private List<Point> read(String text) throws SettingsException {
    PointsFile file =
        GivenText.read(text, given -> PointsFile.read(FileChoice.parse(given, PointsFile.OPTIONS)));
    PrintWriter err = spec.commandLine().getErr();
    err.println(file.text());
    err.flush();
    return file.points();
  }

  private List<Point> measure() throws Exception {
    Duration time = GivenText.duration(each);
    if (time.isZero()) {
      throw new SettingsException("--each must be above 0: choose a time such as 5s");
    }
    if (upTo != null && upTo < 1) {
      throw new SettingsException("--up-to takes a whole number from 1, and " + upTo + " is not");
    }
    AtomicBoolean stopped = new AtomicBoolean();
    StopSignals.install(() -> stopped.set(true));
    PrintWriter progress = spec.commandLine().getErr();
    try (ServerConnection server = serverFlags.open()) {
      // A source that can't be resized refuses the first step.
      Optional<WorkerRange> range = server.source().capabilities().workers();
      int limit = range.map(WorkerRange::most).orElse(1);
      int most = upTo == null ? limit : upTo;
      if (range.isPresent() && most > limit) {
        throw new SettingsException(
            "--up-to can't be %s, as %s has %s workers at most: choose up to that many"
                .formatted(most, server.source().name(), limit));
      }
      return new ScalingProbe(server, time, stopped::get, progress).measureUpTo(most);
    }
  }
}
