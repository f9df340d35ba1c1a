package weir.bench.report;

import java.util.Locale;

/** The results as comma-separated values: a line for each contender, scenario, cell and metric. */
final class Csv {

  private Csv() {}

  static String of(Results results) {
    StringBuilder text = new StringBuilder("contender,scenario,cell,metric,median,min,max,forks\n");
    for (Results.Key key : results.keys()) {
      Spread spread = results.spread(key).orElseThrow();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%s,%.4f,%.4f,%.4f,%d%n",
              key.kind().id(),
              key.scenario().id(),
              key.cell(),
              key.metric().label(),
              spread.median(),
              spread.min(),
              spread.max(),
              spread.forks()));
    }
    return text.toString();
  }
}
