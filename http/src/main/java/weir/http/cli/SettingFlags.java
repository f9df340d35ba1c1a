package weir.http.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;
import weir.core.settings.ServiceTimeModel;

/**
 * The flags that are named as settings are. They stay text here: flags, environment, file and
 * {@code weir resource} share their readers.
 */
final class SettingFlags {

  /** Those that a running server takes as well. */
  private static final List<Flag> RESOURCE =
      ResourceSettings.SETTINGS.stream()
          .map(setting -> new Flag(setting.key(), setting.label(), setting.help()))
          .toList();

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
              "journal",
              "KIND",
              "Keeps accepted events until they have ended: as long as the process lives (memory),"
                  + " on disk, or in a topic of kafka's that other processes share."),
          new Flag("journal-dir", "FOLDER", "Folder of a journal on disk, of its own."),
          new Flag(
              "journal-sync",
              "POLICY",
              "When an event is accepted: forced to disk (always), or with the system, and forced"
                  + " every so often or not at all: interval:5ms, os."),
          new Flag(
              "journal-limit", "SIZE", "What the journal may take on disk; beyond it: 503 (1GiB)."),
          new Flag("bootstrap", "HOST:PORT", "A Kafka broker, or several with commas."),
          new Flag("topic", "NAME", "Kafka topic of the events (weir-events)."),
          new Flag("group", "NAME", "Kafka share group whose workers handle them (weir)."),
          new Flag(
              "partitions",
              "N",
              "Partitions of a topic that is made; workers share one best, several carry more (1)."),
          new Flag(
              "max-deliveries",
              "N",
              "How often an event is given to a worker until it is a dead letter, 1 to 12 (5)."),
          Flag.onOrOff("create-topic", "Whether topics that are missing are made (true)."),
          Flag.onOrOff(
              "order-by-key",
              "Handles events of one key (header Weir-Key) one after the other (false)."),
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
              "Writes every latency to a new HdrHistogram log, a line a second and clock."),
          new Flag(
              "record",
              "FILE",
              "Records what the panel is shown into a new file, for 'weir panel FILE' and 'weir"
                  + " record'."),
          new Flag(
              "log-format",
              "FORMAT",
              "How log lines are written to standard error: for people (text), or json, an object a"
                  + " line."),
          Flag.onOrOff(
              "faults",
              "Lets 'weir kill-worker' end workers in the middle of their events (false)."));

  /** Those of a server that workers alone have as well. */
  private static final Set<String> OF_WORKERS =
      Set.of(
          "workers",
          "max-workers",
          "handler",
          "socket",
          "drain-timeout",
          "bootstrap",
          "topic",
          "group",
          "partitions",
          "max-deliveries",
          "create-topic",
          "order-by-key",
          "hlog",
          "record",
          "log-format",
          "faults");

  private SettingFlags() {}

  /** Gives a command the flags of everything a server can be told at its start. */
  static void addAll(CommandSpec command) {
    add(command, Stream.concat(SERVER.stream(), RESOURCE.stream()));
  }

  /** Gives a command the flags of workers alone, whose events come from elsewhere. */
  static void addWorkers(CommandSpec command) {
    add(
        command,
        Stream.concat(
            SERVER.stream().filter(flag -> OF_WORKERS.contains(flag.key())), RESOURCE.stream()));
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
          OptionSpec option = command.findOption("--" + flag.key());
          if (option != null && option.getValue() instanceof String value) {
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
    if (!key.equals(ResourceText.DISTRIBUTION)) {
      return value;
    }
    try {
      return ServiceTimeModel.parse(value) instanceof ServiceTimeModel.Replay replay
          ? replay.withFile(Path.of(replay.choice().file()).toAbsolutePath().toString()).text()
          : value;
    } catch (IllegalArgumentException e) {
      // Whoever reads the setting says so, with its name.
      return value;
    }
  }

  /** A default stands in brackets; a test compares it with {@code reference.conf}. */
  private record Flag(String key, String paramLabel, String description) {

    private static final String ON_OR_OFF = "true|false";

    /** One that can stand alone, which turns it on. */
    static Flag onOrOff(String key, String description) {
      return new Flag(key, ON_OR_OFF, description);
    }

    OptionSpec option() {
      OptionSpec.Builder option =
          OptionSpec.builder("--" + key)
              .type(String.class)
              .paramLabel(paramLabel)
              .description(description.replace("$", "$$"));
      return (paramLabel.equals(ON_OR_OFF) ? option.arity("0..1").fallbackValue("true") : option)
          .build();
    }
  }
}
