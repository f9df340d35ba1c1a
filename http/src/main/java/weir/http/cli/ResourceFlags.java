package weir.http.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.core.link.ResourceText;

/** The flags for the mock resource. They stay text here: flags, file and command share a reader. */
final class ResourceFlags {

  private static final String REPLAY = "replay:";

  @Option(
      names = "--service-time",
      paramLabel = "DURATION",
      description = "Mean time that the mock resource takes for one event, e.g. 5ms (500ms).")
  private @Nullable String serviceTime;

  @Option(
      names = "--distribution",
      paramLabel = "MODEL",
      description =
          "How service times spread around the mean: fixed, exponential, lognormal:CV2,"
              + " bimodal:CV2[,SHARE], pareto:INDEX[,RATIO], or replay:FILE with times of its own"
              + " (fixed).")
  private @Nullable String distribution;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives each event the same service time in every run (1).")
  private @Nullable String seed;

  @Option(
      names = "--capacity",
      paramLabel = "N",
      description =
          "Events that can use the resource at a time; others queue for it; 0: no limit" + " (0).")
  private @Nullable String capacity;

  @Option(
      names = "--acquire-timeout",
      paramLabel = "DURATION",
      description =
          "How long an event queues for the resource before it fails; 0s: not at all; none:"
              + " as long as it takes (none).")
  private @Nullable String acquireTimeout;

  @Option(
      names = "--contention",
      paramLabel = "SIGMA,KAPPA",
      description = "How uses slow each other down, by the Universal Scalability Law (0,0).")
  private @Nullable String contention;

  @Option(
      names = "--error-rate",
      paramLabel = "SHARE",
      description = "Share of the uses that fail, 0 to 1 (0).")
  private @Nullable String errorRate;

  @Option(
      names = "--resource-timeout",
      paramLabel = "DURATION",
      description = "After how long an event gives up on the resource, which stays busy (none).")
  private @Nullable String timeout;

  @Option(
      names = "--pause",
      paramLabel = "EVERY,FOR",
      description = "The resource stands still every so often for so long, e.g. 10s,500ms (none).")
  private @Nullable String pause;

  @Option(
      names = "--warm-up",
      paramLabel = "FOR,FACTOR",
      description =
          "After a change the resource is slower at first, by a factor that falls to 1,"
              + " e.g. 30s,4 (none).")
  private @Nullable String warmUp;

  ResourceFlags() {}

  /** What was given, by key. */
  Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, ResourceText.SERVICE_TIME, serviceTime);
    put(given, ResourceText.DISTRIBUTION, absolute(distribution));
    put(given, ResourceText.SEED, seed);
    put(given, ResourceText.CAPACITY, capacity);
    put(given, ResourceText.ACQUIRE_TIMEOUT, acquireTimeout);
    put(given, ResourceText.CONTENTION, contention);
    put(given, ResourceText.ERROR_RATE, errorRate);
    put(given, ResourceText.TIMEOUT, timeout);
    put(given, ResourceText.PAUSE, pause);
    put(given, ResourceText.WARM_UP, warmUp);
    return given;
  }

  private static void put(Map<String, String> given, String key, @Nullable String value) {
    if (value != null) {
      given.put(key, value);
    }
  }

  /** The server that reads the file may run in another folder. */
  private static @Nullable String absolute(@Nullable String model) {
    return model != null && model.startsWith(REPLAY) && model.length() > REPLAY.length()
        ? REPLAY + Path.of(model.substring(REPLAY.length())).toAbsolutePath()
        : model;
  }
}
