package weir.bench.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import weir.bench.report.Figures;
import weir.bench.report.Spread;

/** All figures of a comparison of servers. Confined to one thread. */
public final class HttpResults {

  private final Figures<HttpKey> figures = new Figures<>();
  private final List<String> faults = new ArrayList<>();

  /** Starts without any figure. */
  public HttpResults() {}

  /**
   * Takes a figure in.
   *
   * @param round in which it was measured
   * @param key what of
   * @param value in the metric's unit
   */
  public void add(int round, HttpKey key, double value) {
    figures.add(round, key, value);
  }

  /**
   * Takes in that a run went wrong; it has no figure.
   *
   * @param fault one line
   */
  public void addFault(String fault) {
    faults.add(fault);
  }

  /**
   * Runs that went wrong.
   *
   * @return a line for each
   */
  public List<String> faults() {
    return Collections.unmodifiableList(faults);
  }

  /**
   * Everything measured.
   *
   * @return keys in the order of measuring
   */
  public List<HttpKey> keys() {
    return figures.keys();
  }

  /**
   * Figures of all rounds.
   *
   * @param contender of which server
   * @param route asked for what
   * @param metric which figure
   * @return median and range; empty if nothing was measured
   */
  public Optional<Spread> spread(HttpContender contender, Route route, HttpMetric metric) {
    return figures.spread(new HttpKey(contender, route, metric));
  }

  /**
   * Quotients of the figures of the same round.
   *
   * @param dividend what of
   * @param divisor what of
   * @return median and range of the quotients; empty if no round has both
   */
  public Optional<Spread> ratio(HttpKey dividend, HttpKey divisor) {
    return figures.ratio(dividend, divisor);
  }

  /**
   * A server's figure divided by another's for the same request.
   *
   * @param contender the dividend's server
   * @param opponent the divisor's server
   * @param route what both were asked
   * @param metric which figure
   * @return median and range of the quotients; empty if no round has both
   */
  public Optional<Spread> ratio(
      HttpContender contender, HttpContender opponent, Route route, HttpMetric metric) {
    return ratio(new HttpKey(contender, route, metric), new HttpKey(opponent, route, metric));
  }
}
