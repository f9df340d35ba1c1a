package weir.bench.http.process;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a good run of ApacheBench found.
 *
 * @param requestsPerSecond mean over the run
 * @param p50Millis median response time
 * @param p99Millis 99th percentile of it
 */
public record AbResult(double requestsPerSecond, double p50Millis, double p99Millis) {

  /**
   * Reads a run, and finds fault with everything that was not answered as it should be.
   *
   * @param report what ab printed
   * @param percentiles what ab wrote for its {@code -e}: milliseconds with three digits, where its
   *     report has none
   * @param requests how many were asked for
   * @return the figures
   * @throws RunFault if a request failed, was refused or lost its connection, or if this is no such
   *     report
   */
  static AbResult parse(String report, String percentiles, int requests) throws RunFault {
    long complete = Math.round(number(report, "Complete requests:\\s+(\\d+)"));
    if (complete != requests) {
      throw new RunFault(
          String.format(Locale.ROOT, "ab completed %d of %d requests", complete, requests));
    }
    long failed = Math.round(number(report, "Failed requests:\\s+(\\d+)"));
    if (failed != 0) {
      throw new RunFault(
          String.format(Locale.ROOT, "ab counted %d failed requests of %d", failed, requests));
    }
    Matcher refused = Pattern.compile("Non-2xx responses:\\s+(\\d+)").matcher(report);
    if (refused.find()) {
      throw new RunFault(
          String.format(
              Locale.ROOT, "%s of %d requests were not answered 2xx", refused.group(1), requests));
    }
    long kept = Math.round(number(report, "Keep-Alive requests:\\s+(\\d+)"));
    if (kept != requests) {
      throw new RunFault(
          String.format(
              Locale.ROOT,
              "the server kept the connection after %d of %d requests only",
              kept,
              requests));
    }
    return new AbResult(
        number(report, "Requests per second:\\s+([\\d.]+) "),
        number(percentiles, "(?m)^50,([\\d.]+)$"),
        number(percentiles, "(?m)^99,([\\d.]+)$"));
  }

  private static double number(String text, String pattern) throws RunFault {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new RunFault("ab's report has nothing that matches '" + pattern + "'");
    }
    return Double.parseDouble(matcher.group(1));
  }
}
