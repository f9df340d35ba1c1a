package weir.http.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.settings.DurationText;
import weir.http.config.SettingsException;
import weir.http.load.LoadReport;
import weir.http.load.LoadResult;
import weir.http.load.LoadRun;
import weir.http.load.LoadSettings;
import weir.http.load.LoadSettings.Pattern;
import weir.http.load.Rehearsal;
import weir.http.load.Schedule;
import weir.http.stats.StatsJson;

/** Sends load over HTTP and reports what users would have felt. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    header = "Sends load over HTTP and reports what users felt.",
    description = {
      "",
      "An open load sends when it is time, whatever the answers, and times each request from when it"
          + " was meant to be sent; a closed one sends when the answer before is there, as ab does,"
          + " and so leaves out what others would have waited meanwhile. Meant for servers of your"
          + " own. Ctrl-C ends the load early and still reports.",
      ""
    })
final class LoadCommand implements Callable<Integer> {

  private static final long NO_LIMIT = Long.MAX_VALUE;

  @ArgGroup(exclusive = true, multiplicity = "1", heading = "How to send, one of:%n")
  private LoadPatternFlags pattern;

  @Mixin private final LoadRequestFlags request = new LoadRequestFlags();

  @Option(
      names = {"--connections", "--clients"},
      paramLabel = "N",
      defaultValue = "50",
      description = "Connections kept open; in a closed load one for each client (50).")
  private String connections;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      description = "How long to send (10s, unless --count is given).")
  private @Nullable String duration;

  @Option(names = "--count", paramLabel = "N", description = "How many requests to send at most.")
  private @Nullable String count;

  @Option(
      names = "--think",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description = "Closed: time from an answer to the client's next request (0s).")
  private String think;

  @Option(names = "--every", paramLabel = "DURATION", description = "Burst: time between bursts.")
  private @Nullable String every;

  @Option(
      names = "--step-length",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = "Step: length of each step (10s).")
  private String stepLength;

  @Option(
      names = "--warm-up",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description = "Requests of this first time are sent and not counted (0s).")
  private String warmUp;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      defaultValue = "60s",
      description = "A request without an answer for so long has failed (60s).")
  private String timeout;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same arrival times (1).")
  private long seed;

  @Option(
      names = "--speed",
      paramLabel = "FACTOR",
      description = "Replay: so many times as fast as the trace, such as 2 or 0.5 (1).")
  private @Nullable String speed;

  @Option(
      names = "--hlog",
      paramLabel = "FILE",
      description =
          "Writes the load's own figures to a new histogram log, with the tags send-delay,"
              + " from-send and from-intended.")
  private @Nullable Path log;

  @Option(names = "--json", description = "The report as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  LoadCommand() {}

  @Override
  public Integer call() throws Exception {
    LoadSettings settings;
    try {
      settings = settings();
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
    PrintWriter progress = spec.commandLine().getErr();
    LoadRun run = new LoadRun(settings, now -> print(now, progress));
    Rehearsal.run(pattern.mostPerSecond());
    StopSignals.install(run::stop);
    LoadResult result = run.run();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> document = LoadReport.document(result);
      if (pattern.isReplay()) {
        document.put("speed", speed());
      }
      out.println(StatsJson.indented(document));
    } else {
      if (speed != null) {
        out.printf(Locale.ROOT, "the trace was replayed at %s times its speed%n", speed.strip());
      }
      out.print(LoadReport.text(result));
    }
    out.flush();
    boolean nothingWorked = result.count(LoadResult.Outcome.OK) == 0 && result.total() > 0;
    return nothingWorked || !result.logIsWhole() ? ExitStatus.FAILURE : ExitStatus.OK;
  }

  private LoadSettings settings() throws Exception {
    if (speed != null && !pattern.isReplay()) {
      throw new IllegalArgumentException(
          "--speed is for a --replay: leave it out, or change the rate instead");
    }
    long durationNanos =
        duration != null
            ? nanos(duration)
            : count != null || pattern.endsByItself(every != null) ? NO_LIMIT : nanos("10s");
    if (nanos(warmUp) >= durationNanos) {
      throw new IllegalArgumentException(
          "nothing would be counted: let --warm-up be shorter than --duration, which is "
              + DurationText.format(Duration.ofNanos(durationNanos)));
    }
    long limit = count == null ? NO_LIMIT : FlagNumbers.whole("--count", count);
    return new LoadSettings(
        request.request(),
        pattern(durationNanos, limit),
        (int) Math.min(Integer.MAX_VALUE, FlagNumbers.whole("--connections", connections)),
        nanos(warmUp),
        nanos(timeout),
        log);
  }

  private Pattern pattern(long durationNanos, long limit) throws Exception {
    if (pattern.isClosed()) {
      return new Pattern.Closed(nanos(think), limit, durationNanos);
    }
    Long everyNanos = every == null ? null : nanos(every);
    Schedule schedule = pattern.schedule(everyNanos, nanos(stepLength), seed, this::say);
    Schedule timed = speed == null ? schedule : schedule.atSpeed(speed());
    return new Pattern.Open(timed.upTo(limit, durationNanos));
  }

  private void say(String sentence) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(sentence);
    err.flush();
  }

  private double speed() {
    if (speed == null) {
      return 1;
    }
    try {
      return Double.parseDouble(speed.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--speed takes a factor such as 2 or 0.5, and '" + speed + "' is no number", e);
    }
  }

  private static long nanos(String text) {
    return DurationText.parse(text).toNanos();
  }

  private static void print(LoadRun.Progress now, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%s  sent %d, answered %d, out %d, behind %.1f s, p99 from intended %.1f ms",
            DurationText.format(Duration.ofSeconds(Math.round(now.elapsedNanos() / 1e9))),
            now.sent(),
            now.ended(),
            now.outstanding(),
            now.behindNanos() / 1e9,
            now.p99Micros() / 1e3));
    out.flush();
  }
}
