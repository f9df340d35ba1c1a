package weir.http.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.core.link.ResourceSettings;
import weir.core.link.ResourceText;
import weir.core.pipeline.ExecutionMode;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.FullRingPolicy;

/** Reads the settings of a server: a flag wins over the file, the file over the defaults. */
public final class SettingsLoader {

  private static final String ROOT = "weir";
  private static final Duration LONGEST_FULL_RING_WAIT = Duration.ofSeconds(1);

  private SettingsLoader() {}

  /**
   * Reads, merges and checks.
   *
   * @param flags settings given on the command line, by their key, e.g. {@code ring-size}
   * @param file a HOCON file, or null for none
   * @return settings that are complete and checked
   * @throws SettingsException if the file can't be read or a value can't be used
   */
  public static ServeSettings load(Map<String, String> flags, @Nullable Path file)
      throws SettingsException {
    Config reference =
        ConfigFactory.parseResources(SettingsLoader.class.getClassLoader(), "reference.conf");
    Config merged =
        ConfigFactory.parseMap(flags, "the command line")
            .atPath(ROOT)
            .withFallback(file == null ? ConfigFactory.empty() : readFile(file, reference))
            .withFallback(reference);
    return check(new SettingsReader(merged.getConfig(ROOT)));
  }

  /**
   * How a constant is written in flags and files.
   *
   * @param constant e.g. {@code TASK_PER_EVENT}
   * @return e.g. {@code task-per-event}
   */
  public static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Config readFile(Path file, Config reference) throws SettingsException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new SettingsException(
          "the configuration file %s can't be read: check its path and permissions"
              .formatted(file));
    }
    Config parsed;
    try {
      parsed = ConfigFactory.parseFile(file.toFile()).resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      throw new SettingsException(
          "the configuration file %s is not valid HOCON: %s"
              .formatted(file, SettingsReader.firstLine(e)),
          e);
    }
    refuseUnknownKeys(parsed, reference, file);
    return parsed;
  }

  private static void refuseUnknownKeys(Config parsed, Config reference, Path file)
      throws SettingsException {
    Set<String> known = keys(reference);
    Set<String> unknown = keys(parsed);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new SettingsException(
          "%s: unknown setting %s; there are %s"
              .formatted(file, String.join(", ", unknown), String.join(", ", known)));
    }
  }

  private static Set<String> keys(Config config) {
    return config.entrySet().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static ServeSettings check(SettingsReader reader) throws SettingsException {
    int workers = reader.integer("workers");
    if (workers == 0) {
      throw reader.fault(
          "workers",
          "is 0, and a server that starts paused would only fill up: start with 1 or more, and"
              + " pause it later with 'weir workers 0'");
    }
    PipelineSettings pipeline;
    try {
      pipeline =
          PipelineSettings.defaults()
              .withRingSize(reader.integer("ring-size"))
              .withWorkers(workers, reader.integer("max-workers"))
              .withResource(resource(reader))
              .withFullRing(fullRingPolicy(reader))
              .withMode(reader.choice("mode", ExecutionMode.values()));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
    int port = reader.integer("port");
    if (port < 0 || port > 65_535) {
      throw reader.fault("port", "is " + port + ": choose 0 (any free port) to 65535");
    }
    String socket = reader.text("socket");
    String hlog = reader.text("hlog");
    return new ServeSettings(
        reader.nonEmptyText("host"),
        port,
        pipeline,
        reader.nonEmptyText("handler"),
        socket.isEmpty() ? Optional.empty() : Optional.of(socket),
        reader.duration("drain-timeout"),
        hlog.isEmpty() ? Optional.empty() : Optional.of(Path.of(hlog)));
  }

  private static ResourceSettings resource(SettingsReader reader) throws SettingsException {
    ResourceSettings settings = PipelineSettings.defaults().resource();
    for (String key : ResourceText.KEYS) {
      try {
        settings = ResourceText.with(settings, key, reader.text(key));
      } catch (IllegalArgumentException e) {
        throw reader.fault(key, "can't be used: " + e.getMessage());
      }
    }
    return settings;
  }

  /** A waiting request holds a thread of the HTTP server, so it can't wait for long. */
  private static FullRingPolicy fullRingPolicy(SettingsReader reader) throws SettingsException {
    Duration wait = reader.duration("full-ring-wait");
    if (wait.compareTo(LONGEST_FULL_RING_WAIT) > 0) {
      throw reader.fault(
          "full-ring-wait",
          "is above 1s, and a request that waits holds a thread: choose 0ms (reject at once) to 1s");
    }
    return wait.isZero() ? new FullRingPolicy.Reject() : new FullRingPolicy.BlockUpTo(wait);
  }
}
