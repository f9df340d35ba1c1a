package weir.http.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.ExecutionMode;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.FullRingPolicy;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;

/**
 * Reads the settings of a server: a flag wins over the environment, the environment over the file,
 * the file over the defaults.
 */
public final class SettingsLoader {

  private static final Duration LONGEST_FULL_RING_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_REHEARSAL = Duration.ofMinutes(1);

  private SettingsLoader() {}

  /**
   * Reads, merges and checks.
   *
   * @param flags settings given on the command line, by their key, e.g. {@code ring-size}
   * @param environment the environment variables: {@code WEIR_RING_SIZE} gives {@code ring-size},
   *     {@code WEIR_CONFIG} the file; one that is empty counts as not set
   * @param file a HOCON file that wins over {@code WEIR_CONFIG}, or null
   * @return settings that are complete and checked
   * @throws SettingsException if the file can't be read or a value can't be used
   */
  public static EffectiveSettings load(
      Map<String, String> flags, Map<String, String> environment, @Nullable Path file)
      throws SettingsException {
    Map<String, Setting> settings = merge(flags, environment, file);
    return new EffectiveSettings(
        check(new SettingsReader(settings)),
        List.copyOf(settings.values()),
        new EnvironmentSettings(environment, settings.keySet()).warnings());
  }

  /**
   * The local socket of a server that reads the file of {@code WEIR_CONFIG}, for those that look
   * for the server.
   *
   * @param environment the environment variables, of which {@code WEIR_SOCKET} wins over the file
   * @return what {@code --socket} would be given; empty if no file is named, or it leaves the
   *     default
   * @throws SettingsException if the file can't be read or the socket can't be used
   */
  public static Optional<String> socket(Map<String, String> environment) throws SettingsException {
    boolean hasFile = new EnvironmentSettings(environment, List.of()).configFile().isPresent();
    return hasFile
        ? socket(new SettingsReader(merge(Map.of(), environment, null)))
        : Optional.empty();
  }

  /**
   * How log lines are to be written: the first thing to know, as no logger may be made before.
   *
   * @param flags as for {@link #load}
   * @param environment as for {@link #load}
   * @param file as for {@link #load}
   * @return the format
   * @throws SettingsException if the file can't be read or there is no such format
   */
  public static LogFormat logFormat(
      Map<String, String> flags, Map<String, String> environment, @Nullable Path file)
      throws SettingsException {
    return new SettingsReader(merge(flags, environment, file))
        .choice("log-format", LogFormat.values());
  }

  private static Map<String, Setting> merge(
      Map<String, String> flags, Map<String, String> environment, @Nullable Path file)
      throws SettingsException {
    Map<String, Setting> settings = new LinkedHashMap<>(ReferenceSettings.byKey());
    List<String> keys = List.copyOf(settings.keySet());
    EnvironmentSettings variables = new EnvironmentSettings(environment, keys);
    settings.putAll(fromFile(variables, file, keys));
    keys.forEach(key -> variables.setting(key).ifPresent(value -> settings.put(key, value)));
    flags.forEach((key, value) -> settings.put(key, new Setting(key, value, Origin.flag(key))));
    return settings;
  }

  private static Map<String, Setting> fromFile(
      EnvironmentSettings variables, @Nullable Path file, List<String> keys)
      throws SettingsException {
    if (file != null) {
      return SettingsFile.read(file.toString(), Origin.flag("config"), keys);
    }
    Optional<String> named = variables.configFile();
    return named.isEmpty()
        ? Map.of()
        : SettingsFile.read(named.get(), Origin.environment(EnvironmentSettings.CONFIG), keys);
  }

  private static ServeSettings check(SettingsReader reader) throws SettingsException {
    int port = reader.integer("port");
    if (port < 0 || port > 65_535) {
      throw reader.fault("port", "is " + port + ": choose 0 (any free port) to 65535");
    }
    // Read before all else, and told of here as well, as 'weir config' reads only this.
    reader.choice("log-format", LogFormat.values());
    return new ServeSettings(
        reader.nonEmptyText("host"),
        port,
        pipeline(reader),
        reader.checked("handler", name -> EventHandlers.named(name).name()),
        socket(reader),
        reader.duration("drain-timeout"),
        file(reader, "hlog"),
        reader.checked("allow-host", HostNames::parse),
        rehearsal(reader),
        file(reader, "record"),
        JournalReader.read(reader),
        orderByKey(reader),
        reader.flag("faults"));
  }

  private static boolean orderByKey(SettingsReader reader) throws SettingsException {
    boolean ordered = reader.flag("order-by-key");
    if (ordered && reader.choice("mode", ExecutionMode.values()) != ExecutionMode.WORKERS) {
      throw reader.fault(
          "order-by-key", "can't be had with a thread for each event: choose --mode workers");
    }
    return ordered;
  }

  private static Optional<Path> file(SettingsReader reader, String key) throws SettingsException {
    return reader.text(key).isEmpty()
        ? Optional.empty()
        : Optional.of(reader.checked(key, Path::of));
  }

  private static Duration rehearsal(SettingsReader reader) throws SettingsException {
    Duration rehearsal = reader.duration("rehearsal");
    if (rehearsal.compareTo(LONGEST_REHEARSAL) > 0) {
      throw reader.fault("rehearsal", "is above 1m, and no JVM takes that long: choose 0ms to 1m");
    }
    return rehearsal;
  }

  private static Optional<String> socket(SettingsReader reader) throws SettingsException {
    String socket = reader.text("socket");
    if (socket.isEmpty()) {
      return Optional.empty();
    }
    try {
      LinkAddresses.parse(socket);
    } catch (LinkException e) {
      throw reader.fault("socket", "can't be used: " + e.getMessage());
    }
    return Optional.of(socket);
  }

  private static PipelineSettings pipeline(SettingsReader reader) throws SettingsException {
    if (reader.integer("workers") == 0) {
      throw reader.fault(
          "workers",
          "is 0, and a server that starts paused would only fill up: start with 1 or more, and"
              + " pause it later with 'weir workers 0'");
    }
    PipelineSettings defaults = PipelineSettings.defaults();
    PipelineSettings ring = reader.checkedInteger("ring-size", defaults::withRingSize);
    PipelineSettings limit =
        reader.checkedInteger("max-workers", most -> ring.withWorkers(1, most));
    return reader
        .checkedInteger("workers", count -> limit.withWorkers(count, limit.maxWorkers()))
        .withResource(resource(reader))
        .withFullRing(fullRingPolicy(reader))
        .withMode(reader.choice("mode", ExecutionMode.values()));
  }

  private static ResourceSettings resource(SettingsReader reader) throws SettingsException {
    ResourceSettings settings = PipelineSettings.defaults().resource();
    for (String key : ResourceText.KEYS) {
      ResourceSettings before = settings;
      settings = reader.checked(key, text -> ResourceText.with(before, key, text));
    }
    return settings;
  }

  /** A client that waits holds a connection, and may not tell a long wait from a dead server. */
  private static FullRingPolicy fullRingPolicy(SettingsReader reader) throws SettingsException {
    Duration wait = reader.duration("full-ring-wait");
    if (wait.compareTo(LONGEST_FULL_RING_WAIT) > 0) {
      throw reader.fault(
          "full-ring-wait",
          "is above 1s, too long for a client that has not been answered: choose 0ms (reject at"
              + " once) to 1s");
    }
    return wait.isZero() ? new FullRingPolicy.Reject() : new FullRingPolicy.BlockUpTo(wait);
  }
}
