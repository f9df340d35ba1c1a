package weir.bench.http.run;

import java.util.List;
import weir.bench.http.HttpContender;

/**
 * How much is measured.
 *
 * @param contenders that take turns
 * @param rounds each with fresh processes
 * @param repetitions of each hot run in a round, whose median is the round's figure
 * @param hotRequests of a hot run of {@code /events}
 * @param routeRequests of a hot run of another route
 * @param wrkSeconds of a run of wrk
 */
public record HttpRunSettings(
    List<HttpContender> contenders,
    int rounds,
    int repetitions,
    int hotRequests,
    int routeRequests,
    int wrkSeconds) {

  /** Copies the list. */
  public HttpRunSettings {
    contenders = List.copyOf(contenders);
  }

  /**
   * Enough for the goals.
   *
   * @param contenders see {@link #contenders()}
   * @param rounds see {@link #rounds()}
   * @return about two minutes a round on two cores
   */
  public static HttpRunSettings full(List<HttpContender> contenders, int rounds) {
    return new HttpRunSettings(contenders, rounds, 3, 20_000, 10_000, 3);
  }

  /**
   * Enough to see that all is well.
   *
   * @param contenders see {@link #contenders()}
   * @param rounds see {@link #rounds()}
   * @return about one minute a round on two cores
   */
  public static HttpRunSettings quick(List<HttpContender> contenders, int rounds) {
    return new HttpRunSettings(contenders, rounds, 1, 20_000, 5_000, 1);
  }
}
