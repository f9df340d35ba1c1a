package weir.bench.http.process;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a good run of wrk found.
 *
 * @param requestsPerSecond mean over the run
 * @param p50Millis median response time
 * @param p99Millis 99th percentile of it
 * @param requests that were answered
 */
public record WrkResult(
    double requestsPerSecond, double p50Millis, double p99Millis, long requests) {

  /**
   * Reads a run, and finds fault with everything that was not answered as it should be.
   *
   * @param report what wrk printed with {@code --latency}
   * @return the figures
   * @throws RunFault if a request failed or was refused, or if this is no such report
   */
  static WrkResult parse(String report) throws RunFault {
    Matcher refused = Pattern.compile("Non-2xx or 3xx responses: (\\d+)").matcher(report);
    if (refused.find()) {
      throw new RunFault(refused.group(1) + " requests of wrk were not answered 2xx");
    }
    Matcher errors = Pattern.compile("Socket errors: (.+)").matcher(report);
    if (errors.find()) {
      throw new RunFault("wrk had socket errors: " + errors.group(1));
    }
    return new WrkResult(
        Double.parseDouble(group(report, "Requests/sec:\\s+([\\d.]+)").group(1)),
        millis(group(report, "(?m)^\\s+50%\\s+([\\d.]+)(us|ms|s|m)$")),
        millis(group(report, "(?m)^\\s+99%\\s+([\\d.]+)(us|ms|s|m)$")),
        Long.parseLong(group(report, "(\\d+) requests in ").group(1)));
  }

  private static Matcher group(String text, String pattern) throws RunFault {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new RunFault("wrk's report has nothing that matches '" + pattern + "'");
    }
    return matcher;
  }

  private static double millis(Matcher value) {
    double number = Double.parseDouble(value.group(1));
    return switch (value.group(2)) {
      case "us" -> number / 1_000;
      case "ms" -> number;
      case "s" -> number * 1_000;
      default -> number * 60_000;
    };
  }
}
