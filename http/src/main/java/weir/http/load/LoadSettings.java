package weir.http.load;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What load to run.
 *
 * @param request what is sent
 * @param pattern how it is sent
 * @param connections kept open and shared by the requests; in a closed loop, one for each client
 * @param warmUpNanos requests meant for this time at the start are sent and not counted
 * @param timeoutNanos a request without an answer for so long has failed
 * @param log a file that does not exist yet, for a histogram log of the load's own figures; may be
 *     null
 */
public record LoadSettings(
    LoadRequest request,
    Pattern pattern,
    int connections,
    long warmUpNanos,
    long timeoutNanos,
    @Nullable Path log) {

  /** How requests follow each other. */
  public sealed interface Pattern {

    /**
     * Sent when it is time, whatever the answers.
     *
     * @param schedule when; ends by itself
     */
    record Open(Schedule schedule) implements Pattern {}

    /**
     * Each connection's client waits for its answer, thinks, and sends the next.
     *
     * @param thinkNanos time from an answer to the next request
     * @param count requests in all
     * @param durationNanos no request is sent after it
     */
    record Closed(long thinkNanos, long count, long durationNanos) implements Pattern {}
  }

  /** Checks the settings. */
  public LoadSettings {
    if (connections < 1 || connections > 10_000) {
      throw new IllegalArgumentException(
          "connections must be from 1 to 10000, and " + connections + " is not");
    }
    request.checkConnections(connections);
    if (timeoutNanos <= 0) {
      throw new IllegalArgumentException("the timeout must be above 0: choose one such as 60s");
    }
  }

  /**
   * Settings of a load of plain GETs, without a log.
   *
   * @param target where requests go
   * @param pattern how they are sent
   * @param connections kept open
   * @param warmUpNanos not counted
   * @param timeoutNanos a request without an answer for so long has failed
   */
  public LoadSettings(
      URI target, Pattern pattern, int connections, long warmUpNanos, long timeoutNanos) {
    this(LoadRequest.get(target), pattern, connections, warmUpNanos, timeoutNanos, null);
  }
}
