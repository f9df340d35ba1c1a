package weir.http.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import weir.core.settings.DurationText;
import weir.core.settings.LoadFlag;
import weir.http.config.SettingsException;
import weir.http.load.LoadLine;
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
    subcommands = {LoadStartCommand.class, LoadStopCommand.class},
    header = "Sends load over HTTP and reports what users felt.",
    description = {
      "",
      "An open load sends when it is time, whatever the answers, and times each request from when it"
          + " was meant to be sent; a closed one sends when the answer before is there, as ab does,"
          + " and so leaves out what others would have waited meanwhile. Meant for servers of your"
          + " own. Ctrl-C ends the load early and still reports.",
      "",
      "'weir load start' and 'weir load stop' have a running server send itself one instead.",
      ""
    },
    commandListHeading = "%nCommands:%n")
final class LoadCommand implements Callable<Integer> {

  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** For a server that has started this: hidden, as it is no use to anybody else. */
  static final String FOR_SERVER = "--for-server";

  /** How long the answers that are out are waited for once such a server is gone. */
  static final long FAREWELL_SECONDS = 3;

  // Not required: 'weir load stop' has none.
  @ArgGroup(exclusive = true, multiplicity = "0..1", heading = "How to send, one of:%n")
  private LoadPatternFlags pattern = new LoadPatternFlags();

  @Mixin private final LoadRequestFlags request = new LoadRequestFlags();

  @Option(
      names = {"--connections", "--clients"},
      paramLabel = "N",
      defaultValue = "50",
      description = LoadFlag.CONNECTIONS_HELP)
  private String connections;

  @Option(names = "--duration", paramLabel = "DURATION", description = LoadFlag.DURATION_HELP)
  private @Nullable String duration;

  @Option(names = "--count", paramLabel = "N", description = LoadFlag.COUNT_HELP)
  private @Nullable String count;

  @Option(
      names = "--think",
      paramLabel = "DURATION",
      defaultValue = "0s",
      description = LoadFlag.THINK_HELP)
  private String think;

  @Option(names = "--every", paramLabel = "DURATION", description = LoadFlag.EVERY_HELP)
  private @Nullable String every;

  @Option(
      names = "--step-length",
      paramLabel = "DURATION",
      defaultValue = "10s",
      description = LoadFlag.STEP_LENGTH_HELP)
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
      description = LoadFlag.TIMEOUT_HELP)
  private String timeout;

  @Option(
      names = "--rehearsal",
      paramLabel = "DURATION",
      defaultValue = "4s",
      description =
          "For how long, at most, it first sends to a server of its own, until that is on time; 0s:"
              + " not at all, and then it is late at first (4s).")
  private String rehearsal;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = LoadFlag.SEED_HELP)
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

  @Option(
      names = FOR_SERVER,
      hidden = true,
      description = "Prints figures for a program, and ends with its input.")
  private boolean forServer;

  @Spec private CommandSpec spec;

  LoadCommand() {}

  @Override
  public Integer call() throws Exception {
    LoadSettings settings;
    Duration longestRehearsal;
    try {
      settings = settings();
      longestRehearsal = duration("--rehearsal", rehearsal);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter progress = spec.commandLine().getErr();
    LoadRun run =
        new LoadRun(
            settings,
            forServer
                ? now -> print(LoadLine.sending(now.soFar(), now.elapsedNanos()), out)
                : now -> print(now, progress));
    CountDownLatch rehearsed = new CountDownLatch(1);
    if (forServer) {
      endWithInput(run, rehearsed);
    }
    Rehearsal.run(pattern.mostPerSecond(), longestRehearsal);
    rehearsed.countDown();
    StopSignals.install(run::stop);
    LoadResult result = run.run();
    if (forServer) {
      print(LoadLine.ended(result), out);
    }
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
    boolean nothingWorked = result.count(LoadResult.Outcome.OK) == 0;
    return nothingWorked || !result.logIsWhole() ? ExitStatus.FAILURE : ExitStatus.OK;
  }

  /**
   * Reads words as this command would, and does nothing.
   *
   * @throws IllegalArgumentException if they won't do; the message says why and what to do
   */
  static void check(List<String> words) {
    LoadCommand command = new LoadCommand();
    try {
      new CommandLine(command).parseArgs(words.toArray(String[]::new));
      command.settings();
    } catch (ParameterException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * Ends this process when its input ends, as the server that holds the other end is gone then, or
   * wants it to. Nobody waits for a rehearsal, or for long.
   */
  private static void endWithInput(LoadRun run, CountDownLatch rehearsed) {
    Thread.ofPlatform()
        .daemon()
        .name("weir-load-input")
        .start(
            () -> {
              awaitEndOfInput();
              if (rehearsed.getCount() == 0) {
                run.stop();
                pause(FAREWELL_SECONDS);
              }
              Runtime.getRuntime().halt(ExitStatus.OK);
            });
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // As good as its end.
    }
  }

  private static void pause(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      // Nobody does; it ends the sooner.
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Says before the rehearsal, and as bad usage, what whoever makes the file would say after it.
   */
  private static void checkIsNew(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IllegalArgumentException(
          "--hlog can't be used: there is a file "
              + file
              + " already: name a new one, so that nothing is lost");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "--hlog can't be used: the folder of "
              + file
              + " does not exist: make it, or name another");
    }
  }

  private LoadSettings settings() {
    if (log != null) {
      checkIsNew(log);
    }
    if (speed != null && !pattern.isReplay()) {
      throw new IllegalArgumentException(
          "--speed is for a --replay: leave it out, or change the rate instead");
    }
    long durationNanos =
        duration != null
            ? nanos("--duration", duration)
            : count != null || pattern.endsByItself(every != null)
                ? NO_LIMIT
                : nanos("--duration", "10s");
    if (nanos("--warm-up", warmUp) >= durationNanos) {
      throw new IllegalArgumentException(
          "nothing would be counted: let --warm-up be shorter than --duration, which is "
              + DurationText.format(Duration.ofNanos(durationNanos)));
    }
    long limit = count == null ? NO_LIMIT : FlagNumbers.whole("--count", count);
    return new LoadSettings(
        request.request(),
        pattern(durationNanos, limit),
        (int) Math.min(Integer.MAX_VALUE, FlagNumbers.whole("--connections", connections)),
        nanos("--warm-up", warmUp),
        nanos("--timeout", timeout),
        log);
  }

  private Pattern pattern(long durationNanos, long limit) {
    if (pattern.isClosed()) {
      return new Pattern.Closed(nanos("--think", think), limit, durationNanos);
    }
    Long everyNanos = every == null ? null : nanos("--every", every);
    Schedule schedule =
        pattern.schedule(everyNanos, nanos("--step-length", stepLength), seed, speed(), this::say);
    return new Pattern.Open(schedule.upTo(limit, durationNanos));
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

  private static long nanos(String flag, String text) {
    return FlagNumbers.naming(flag, () -> DurationText.parse(text).toNanos());
  }

  private static Duration duration(String flag, String text) {
    return FlagNumbers.naming(flag, () -> DurationText.parse(text));
  }

  private static void print(String line, PrintWriter out) {
    out.println(line);
    out.flush();
  }

  private static void print(LoadRun.Progress now, PrintWriter out) {
    print(
        String.format(
            Locale.ROOT,
            "%s  sent %d, answered %d, out %d, behind %.1f s, p99 from intended %.1f ms",
            DurationText.format(Duration.ofSeconds(Math.round(now.elapsedNanos() / 1e9))),
            now.sent(),
            now.ended(),
            now.outstanding(),
            now.behindNanos() / 1e9,
            now.p99Micros() / 1e3),
        out);
  }
}
