package weir.http.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.core.settings.FileChoice;
import weir.core.settings.LoadFlag;
import weir.http.load.Schedule;
import weir.http.load.Trace;
import weir.http.load.TraceFile;

/** How a load is sent: exactly one of these flags is given. */
final class LoadPatternFlags {

  @Option(names = "--closed", description = LoadFlag.CLOSED_HELP)
  private boolean closed;

  @Option(names = "--constant", paramLabel = "RATE", description = LoadFlag.CONSTANT_HELP)
  private @Nullable String constant;

  @Option(names = "--poisson", paramLabel = "RATE", description = LoadFlag.POISSON_HELP)
  private @Nullable String poisson;

  @Option(names = "--burst", paramLabel = "N", description = LoadFlag.BURST_HELP)
  private @Nullable String burst;

  @Option(names = "--step", paramLabel = "RATE,RATE,…", description = LoadFlag.STEP_HELP)
  private @Nullable String step;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = {
        "Arrival times of a table (CSV and its like): one a line, in seconds, or as its heading says."
            + " Times since 1970 count from the first. Where a column counts the requests of each"
            + " time (second,requests) they are spread over it.",
        "What follows FILE, each after a comma, chooses: column= and counts= (a heading or a number),"
            + " unit= (ns, us, ms, s, min or h), spread= (even or poisson; even)."
      })
  private @Nullable String replay;

  LoadPatternFlags() {}

  boolean isReplay() {
    return replay != null;
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * When requests are meant to be sent, unless it is a closed load.
   *
   * @param everyNanos time from burst to burst; null for a single one
   * @param stepNanos length of a step
   * @param seed of what is random
   * @param speed of what is replayed
   * @param said told what is read from a file
   * @throws IllegalArgumentException if a flag's value or its file can't be used; the message says
   *     why
   */
  Schedule schedule(
      @Nullable Long everyNanos, long stepNanos, long seed, double speed, Consumer<String> said) {
    if (constant != null) {
      double rate = FlagNumbers.rate("--constant", constant);
      return FlagNumbers.naming("--constant", () -> Schedule.constant(rate));
    }
    if (poisson != null) {
      double rate = FlagNumbers.rate("--poisson", poisson);
      return FlagNumbers.naming("--poisson", () -> Schedule.poisson(rate, seed));
    }
    if (burst != null) {
      int size = size(burst);
      return everyNanos == null ? Schedule.burst(size) : Schedule.bursts(size, everyNanos);
    }
    if (step != null) {
      List<Double> rates = steps(step);
      return FlagNumbers.naming("--step", () -> Schedule.steps(rates, stepNanos, seed));
    }
    if (replay != null) {
      Trace trace = TraceFile.read(FileChoice.parse(replay, TraceFile.OPTIONS), seed);
      Schedule schedule = trace.atSpeed(speed);
      said.accept("replays " + replay + ": " + trace.text());
      return schedule;
    }
    throw new IllegalArgumentException("choose how to send, such as --poisson 100");
  }

  private static int size(String burst) {
    long size = FlagNumbers.whole("--burst", burst);
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--burst takes up to %,d requests, and %s are more",
              Integer.MAX_VALUE,
              burst.strip()));
    }
    return (int) size;
  }

  /** Whether the schedule ends even if nothing cuts it short. */
  boolean endsByItself(boolean burstsGoOn) {
    return replay != null || step != null || (burst != null && !burstsGoOn);
  }

  /** The highest rate that is told; 0 where none is. */
  double mostPerSecond() {
    if (constant != null) {
      return FlagNumbers.rate("--constant", constant);
    }
    if (poisson != null) {
      return FlagNumbers.rate("--poisson", poisson);
    }
    return step == null ? 0 : steps(step).stream().mapToDouble(rate -> rate).max().orElse(0);
  }

  private static List<Double> steps(String rates) {
    return Arrays.stream(rates.split(",", -1))
        .map(rate -> FlagNumbers.rate("--step", rate))
        .toList();
  }
}
