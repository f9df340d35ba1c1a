package weir.bench.http.run;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.bench.http.HttpContender;
import weir.bench.http.HttpResults;
import weir.bench.http.process.Ab;
import weir.bench.http.process.Servers;
import weir.bench.http.process.Wrk;

/** A whole comparison of servers. Confined to one thread. */
public final class HttpRun {

  private final HttpRunSettings settings;
  private final Servers servers;
  private final Ab ab;
  private final Optional<Wrk> wrk;

  /**
   * Says what to measure and with what.
   *
   * @param settings what
   * @param servers starts them
   * @param ab sends most of the requests
   * @param wrk sends as well; empty if it is not wanted or not installed
   */
  public HttpRun(HttpRunSettings settings, Servers servers, Ab ab, Optional<Wrk> wrk) {
    this.settings = settings;
    this.servers = servers;
    this.ab = ab;
    this.wrk = wrk;
  }

  /**
   * Measures all rounds.
   *
   * @return all figures and faults
   * @throws InterruptedException if the calling thread is interrupted
   */
  public HttpResults measure() throws InterruptedException {
    HttpResults results = new HttpResults();
    for (int round = 1; round <= settings.rounds(); round++) {
      System.out.printf(Locale.ROOT, "Round %d of %d%n", round, settings.rounds());
      // Whoever went first in one round goes last in the next.
      List<HttpContender> order =
          round % 2 == 1 ? settings.contenders() : settings.contenders().reversed();
      new Round(settings, servers, new Measurements(round, ab, wrk, results), order).run();
    }
    return results;
  }
}
