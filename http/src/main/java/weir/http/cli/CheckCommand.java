package weir.http.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.core.figures.Snapshot;
import weir.core.link.Recording;
import weir.http.check.CheckReport;
import weir.http.check.Condition;
import weir.http.check.MeasuredSpan;
import weir.http.check.Verdict;
import weir.http.client.CommandFailure;
import weir.http.client.ServerConnection;
import weir.http.config.SettingsException;
import weir.http.recording.RecordingSpan;
import weir.http.stats.StatsJson;
import weir.http.time.Deadline;

/** Measures a source for a while, and says which conditions held. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    header = "Checks figures against conditions, for CI.",
    description = {
      "",
      "Measures a running server, or reads a recording, and prints a line for each condition. A"
          + " condition is a figure, one of < <= > >= == !=, and a limit:",
      "",
      "  'p99(response) < 50ms'    p1 to p99.999, max or mean of wait, resource-wait, hold,"
          + " service, response, hiccup",
      "  'rejected == 0'           accepted, completed, failed, ended, rejected, offered in that"
          + " time; rate(…) of one in a second",
      "  'throughput >= 1000'      events ended in a second",
      "  'max(backlog) < 500'      max, mean, min or last of backlog, in-flight, oldest, workers,"
          + " resource-in-use, resource-waiting",
      "  'utilisation <= 80%%'      busy part of the workers' time",
      "",
      "A percentile needs 10 events above it; with fewer, it can't be told, which is not ok.",
      ""
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all conditions hold",
      "1:one can't be told, or nothing could be measured; none is known to fail",
      "2:a condition or a flag can't be read",
      "4:one does not hold"
    })
final class CheckCommand implements Callable<Integer> {

  private static final Duration DEFAULT_TIME = Duration.ofSeconds(10);

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Parameters(paramLabel = "CONDITION", arity = "1..*", description = "In quotes; see above.")
  private List<String> texts = List.of();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "How long to measure (10s; of a recording, to its end).")
  private @Nullable String time;

  @Option(
      names = "--recording",
      paramLabel = "FILE",
      description = "Check a recording instead of a running server.")
  private @Nullable Path recordingFile;

  @Option(
      names = "--from",
      paramLabel = "DURATION",
      description = "Where in the recording to start (0s).")
  private @Nullable String from;

  @Option(
      names = "--junit",
      paramLabel = "OUT",
      description = "Writes a report as JUnit's are; one that is there is replaced.")
  private @Nullable Path junit;

  @Option(names = "--json", description = "JSON instead of lines.")
  private boolean json;

  @Spec private CommandSpec spec;

  CheckCommand() {}

  @Override
  public Integer call() throws Exception {
    List<Condition> conditions = new ArrayList<>();
    for (String text : texts) {
      conditions.add(GivenText.read(text, Condition::parse));
    }
    CheckReport report =
        recordingFile == null ? live(conditions) : recorded(recordingFile, conditions);
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? StatsJson.indented(report.members()) + System.lineSeparator() : report.text());
    out.flush();
    if (junit != null) {
      write(junit, report.junitXml());
    }
    if (report.count(Verdict.Outcome.FAILED) > 0) {
      return ExitStatus.CHECK_FAILED;
    }
    return report.count(Verdict.Outcome.CANNOT_TELL) > 0 ? ExitStatus.FAILURE : ExitStatus.OK;
  }

  /** A signal ends the measuring early: then too, nothing that was measured is kept back. */
  private CheckReport live(List<Condition> conditions) throws Exception {
    if (from != null) {
      throw new SettingsException("--from is for recordings: give --recording FILE as well");
    }
    Duration length = time == null ? DEFAULT_TIME : positive(time);
    AtomicBoolean stopped = new AtomicBoolean();
    MeasuredSpan span = new MeasuredSpan();
    try (ServerConnection server = serverFlags.open()) {
      StopSignals.install(() -> stopped.set(true));
      span.add(server.nextSnapshot());
      Deadline deadline = Deadline.in(length);
      while (!deadline.isOver() && !stopped.get()) {
        span.add(server.nextSnapshot());
      }
      return report(server.source().name(), span, conditions, Optional.empty());
    }
  }

  private CheckReport recorded(Path file, List<Condition> conditions) throws Exception {
    if (serverFlags.hasSocket()) {
      throw new SettingsException(
          "--socket names a running server and --recording a file: give one of the two");
    }
    try (Recording recording = RecordingFlag.open(file)) {
      Optional<String> faultOfEnd = recording.fault();
      String source = RecordingFlag.source(recording, serverFlags.source());
      long fromNanos = from == null ? 0 : nanos(GivenText.duration(from));
      long toNanos = time == null ? Long.MAX_VALUE : fromNanos + nanos(positive(time));
      MeasuredSpan span = new MeasuredSpan();
      new RecordingSpan(source, fromNanos, toNanos)
          .forEach(recording, (Snapshot each) -> span.add(each));
      RecordingFlag.warn(recording, spec);
      Optional<String> fault = recording.fault();
      // That the end is missing is nothing to whoever asks for what is before it.
      if (!fault.equals(faultOfEnd) || toNanos > recording.lengthNanos()) {
        fault.ifPresent(span::missing);
      }
      return report(source, span, conditions, fault);
    }
  }

  private static CheckReport report(
      String source, MeasuredSpan span, List<Condition> conditions, Optional<String> fault) {
    return new CheckReport(
        source, span.nanos(), conditions.stream().map(each -> each.judge(span)).toList(), fault);
  }

  private static Duration positive(String text) throws SettingsException {
    Duration given = GivenText.duration(text);
    if (given.isZero()) {
      throw new SettingsException("--for must be above 0: choose a time such as 30s");
    }
    return given;
  }

  private static long nanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  private static void write(Path file, String text) throws CommandFailure {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailure(
          file + " can't be written (" + e + "): make room there, or name another", e);
    }
  }
}
