package weir.http.load;

import java.net.URI;

/**
 * What load to run.
 *
 * @param target where requests go: http, a host, maybe a port and a path
 * @param pattern how it is sent
 * @param connections kept open and shared by the requests; in a closed loop, one for each client
 * @param warmUpNanos requests meant for this time at the start are sent and not counted
 * @param timeoutNanos a request without an answer for so long has failed
 */
public record LoadSettings(
    URI target, Pattern pattern, int connections, long warmUpNanos, long timeoutNanos) {

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
    if (!"http".equals(target.getScheme()) || target.getHost() == null) {
      throw new IllegalArgumentException(
          "'" + target + "' is no URL to send to: write one such as http://127.0.0.1:4000/events");
    }
    if (connections < 1 || connections > 10_000) {
      throw new IllegalArgumentException(
          "connections must be from 1 to 10000, and " + connections + " is not");
    }
    if (timeoutNanos <= 0) {
      throw new IllegalArgumentException("the timeout must be above 0: choose one such as 60s");
    }
  }

  int port() {
    return target.getPort() < 0 ? 80 : target.getPort();
  }

  String pathAndQuery() {
    String path =
        target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
  }

  String hostHeader() {
    return target.getPort() < 0 ? target.getHost() : target.getHost() + ":" + target.getPort();
  }
}
