package weir.http.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.http.config.ServeSettings;
import weir.http.config.SettingsException;
import weir.http.config.SettingsLoader;

/**
 * The flags of {@code weir serve}. They stay text here: flags and file are read and checked by the
 * same code.
 */
final class ServeFlags {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "TCP port of the HTTP endpoint; 0 takes any free one (4000).")
  private @Nullable String port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen on (127.0.0.1: only this machine).")
  private @Nullable String host;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Workers at the start, 1 to --max-workers (1).")
  private @Nullable String workers;

  @Option(
      names = "--max-workers",
      paramLabel = "N",
      description = "Upper limit of a later resize (64).")
  private @Nullable String maxWorkers;

  @Option(
      names = "--ring-size",
      paramLabel = "SLOTS",
      description = "Slots in the ring, a power of two; when all are taken: 503 (16384).")
  private @Nullable String ringSize;

  @Option(
      names = "--full-ring-wait",
      paramLabel = "DURATION",
      description =
          "How long a request waits for room in a full ring, up to 1s (0ms: 503 at once).")
  private @Nullable String fullRingWait;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description =
          "How handlers run (workers), or task-per-event: a thread for each event, --workers at"
              + " most at once.")
  private @Nullable String mode;

  @Option(
      names = "--handler",
      paramLabel = "NAME",
      description = "What handles the events (mock-resource); yours may be in $$WEIR_CLASS_PATH.")
  private @Nullable String handler;

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description = "Local socket for the panel and the other commands (the user's default).")
  private @Nullable String socket;

  @Option(
      names = "--drain-timeout",
      paramLabel = "DURATION",
      description = "How long a stopping server goes on handling the backlog (10s).")
  private @Nullable String drainTimeout;

  @Option(
      names = "--hlog",
      paramLabel = "FILE",
      description = "Writes every latency to a new HdrHistogram log, a line a second and clock.")
  private @Nullable String hlog;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "HOCON file with the same settings under 'weir'; flags win over it.")
  private @Nullable Path config;

  @Mixin private final ResourceFlags resource = new ResourceFlags();

  ServeFlags() {}

  ServeSettings load() throws SettingsException {
    Map<String, String> given = new HashMap<>(resource.given());
    put(given, "port", port);
    put(given, "host", host);
    put(given, "workers", workers);
    put(given, "max-workers", maxWorkers);
    put(given, "ring-size", ringSize);
    put(given, "full-ring-wait", fullRingWait);
    put(given, "mode", mode);
    put(given, "handler", handler);
    put(given, "socket", socket);
    put(given, "drain-timeout", drainTimeout);
    put(given, "hlog", hlog);
    return SettingsLoader.load(given, config);
  }

  private static void put(Map<String, String> given, String key, @Nullable String value) {
    if (value != null) {
      given.put(key, value);
    }
  }
}
