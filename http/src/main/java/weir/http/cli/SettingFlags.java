package weir.http.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import weir.core.settings.FileChoice;
import weir.core.settings.ResourceText;
import weir.core.settings.ServiceTimeModel;

/**
 * The flags that are named as settings are. They stay text here: flags, environment, file and
 * {@code weir resource} share their readers.
 */
final class SettingFlags {

  /** Those that a running server takes as well. */
  private static final List<Flag> RESOURCE =
      List.of(
          new Flag(
              ResourceText.SERVICE_TIME,
              "DURATION",
              "Mean time that the mock resource takes for one event, e.g. 5ms (500ms)."),
          new Flag(
              ResourceText.DISTRIBUTION,
              "MODEL",
              "How service times spread around the mean: fixed, exponential, lognormal:CV2,"
                  + " bimodal:CV2[,SHARE], pareto:INDEX[,RATIO], or replay:FILE with times of its"
                  + " own: a table (CSV and its like), or an HdrHistogram log. What follows FILE,"
                  + " each after a comma, chooses: column= (a heading or a number), tag= (of a log;"
                  + " in Weir's own a clock: hold, service, response, wait; hold), unit= (ns, us,"
                  + " ms, s, min or h) (fixed)."),
          new Flag(
              ResourceText.SEED,
              "N",
              "The same seed gives each event the same service time in every run (1)."),
          new Flag(
              ResourceText.CAPACITY,
              "N",
              "Events that can use the resource at a time; others queue for it; 0: no limit (0)."),
          new Flag(
              ResourceText.ACQUIRE_TIMEOUT,
              "DURATION",
              "How long an event queues for the resource before it fails; 0s: not at all; none:"
                  + " as long as it takes (none)."),
          new Flag(
              ResourceText.CONTENTION,
              "SIGMA,KAPPA",
              "How uses slow each other down, by the Universal Scalability Law (0,0)."),
          new Flag(ResourceText.ERROR_RATE, "SHARE", "Share of the uses that fail, 0 to 1 (0)."),
          new Flag(
              ResourceText.TIMEOUT,
              "DURATION",
              "After how long an event gives up on the resource, which stays busy (none)."),
          new Flag(
              ResourceText.PAUSE,
              "EVERY,FOR",
              "The resource stands still every so often for so long, e.g. 10s,500ms (none)."),
          new Flag(
              ResourceText.WARM_UP,
              "FOR,FACTOR",
              "After a change the resource is slower at first, by a factor that falls to 1,"
                  + " e.g. 30s,4 (none)."));

  private static final List<Flag> SERVER =
      List.of(
          new Flag("port", "PORT", "TCP port of the HTTP endpoint; 0 takes any free one (4000)."),
          new Flag("host", "HOST", "Address to listen on (127.0.0.1: only this machine)."),
          new Flag(
              "allow-host",
              "NAME[,NAME...]",
              "Host names besides loopback's own and --host's that requests may be addressed to,"
                  + " e.g. that of a reverse proxy."),
          new Flag("workers", "N", "Workers at the start, 1 to --max-workers (1)."),
          new Flag("max-workers", "N", "Upper limit of a later resize (64)."),
          new Flag(
              "ring-size",
              "SLOTS",
              "Slots in the ring, a power of two; when all are taken: 503 (16384)."),
          new Flag(
              "full-ring-wait",
              "DURATION",
              "How long a request waits for room in a full ring, up to 1s (0ms: 503 at once)."),
          new Flag(
              "mode",
              "MODE",
              "How handlers run (workers), or task-per-event: a thread for each event, --workers"
                  + " at most at once."),
          new Flag(
              "handler",
              "NAME",
              "What handles the events (mock-resource); yours may be in $WEIR_CLASS_PATH."),
          new Flag(
              "socket",
              "PATH",
              "Local socket for the panel and the other commands (the user's default)."),
          new Flag(
              "drain-timeout",
              "DURATION",
              "How long a stopping server goes on handling the backlog (10s)."),
          new Flag(
              "rehearsal",
              "DURATION",
              "How long the server sends itself requests before it is ready, so that it is fast"
                  + " from the first on; 0ms: not at all (1200ms)."),
          new Flag(
              "hlog",
              "FILE",
              "Writes every latency to a new HdrHistogram log, a line a second and clock."));

  private static final String REPLAY = "replay:";

  private SettingFlags() {}

  /** Gives a command the flags of everything a server can be told at its start. */
  static void addAll(CommandSpec command) {
    add(command, Stream.concat(SERVER.stream(), RESOURCE.stream()));
  }

  /** Gives a command the flags of the mock resource. */
  static void addResource(CommandSpec command) {
    add(command, RESOURCE.stream());
  }

  /** What was given of {@link #addAll}, by key. */
  static Map<String, String> given(CommandSpec command) {
    return given(command, Stream.concat(SERVER.stream(), RESOURCE.stream()));
  }

  /** What was given of {@link #addResource}, by key, in the order of {@link ResourceText#KEYS}. */
  static Map<String, String> givenOfResource(CommandSpec command) {
    return given(command, RESOURCE.stream());
  }

  private static Map<String, String> given(CommandSpec command, Stream<Flag> flags) {
    Map<String, String> given = new LinkedHashMap<>();
    flags.forEach(
        flag -> {
          if (command.findOption("--" + flag.key()).getValue() instanceof String value) {
            given.put(flag.key(), absolute(flag.key(), value));
          }
        });
    return given;
  }

  private static void add(CommandSpec command, Stream<Flag> flags) {
    flags.forEach(flag -> command.addOption(flag.option()));
  }

  /** The server that reads the file may run in another folder. */
  private static String absolute(String key, String value) {
    if (!key.equals(ResourceText.DISTRIBUTION) || !value.startsWith(REPLAY)) {
      return value;
    }
    try {
      FileChoice choice = new ServiceTimeModel.Replay(value.substring(REPLAY.length())).choice();
      String file = Path.of(choice.file()).toAbsolutePath().toString();
      return new ServiceTimeModel.Replay(choice.withFile(file)).text();
    } catch (IllegalArgumentException e) {
      // Whoever reads the setting says so, with its name.
      return value;
    }
  }

  /** A default stands in brackets; a test compares it with {@code reference.conf}. */
  private record Flag(String key, String paramLabel, String description) {

    OptionSpec option() {
      return OptionSpec.builder("--" + key)
          .type(String.class)
          .paramLabel(paramLabel)
          .description(description.replace("$", "$$"))
          .build();
    }
  }
}
