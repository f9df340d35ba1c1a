package weir.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import weir.bench.contender.ContenderKind;
import weir.bench.run.Metric;
import weir.bench.run.Scenario;

/** The results as Markdown. */
final class Tables {

  private static final List<ContenderKind> OURS =
      List.of(ContenderKind.WEIR_1, ContenderKind.WEIR_16);

  /** More than the harness itself allocates, per event, in the shortest run. */
  private static final double NO_GARBAGE_BYTES = 0.1;

  private static final double STORM_GOAL = 0.95;

  private final Results results;
  private final StringBuilder text = new StringBuilder();

  Tables(Results results) {
    this.results = results;
  }

  String markdown() {
    text.append("## Goals\n\n");
    Goal.all().forEach(this::goal);
    storms();
    garbage();
    losses();
    text.append("## Figures\n\n");
    for (Scenario scenario : Scenario.values()) {
      for (Metric metric : Metric.values()) {
        if (metric != Metric.LOST) {
          figures(scenario, metric);
        }
      }
    }
    return text.toString();
  }

  private void goal(Goal goal) {
    List<String> cells = cells(goal.scenario(), goal.metric());
    if (cells.isEmpty()) {
      return;
    }
    line("### " + goal.scenario().id() + ", " + goal.metric().label() + ": " + goal.describe());
    line("");
    line("| Cell | Weir, single claims | | Weir, claims of up to 16 | |");
    line("|---|---|---|---|---|");
    for (String cell : cells) {
      StringBuilder row = new StringBuilder("| " + cell + " |");
      for (ContenderKind ours : OURS) {
        Optional<Spread> ratio =
            results.ratio(
                new Results.Key(ours, goal.scenario(), cell, goal.metric()),
                new Results.Key(goal.opponent(), goal.scenario(), cell, goal.metric()));
        row.append(ratio.map(found -> verdict(found, goal)).orElse(" not measured | |"));
      }
      line(row.toString());
    }
    line("");
  }

  private static String verdict(Spread ratio, Goal goal) {
    return " " + ratio.text(2) + " | " + (goal.isMetBy(ratio.median()) ? "met |" : "**missed** |");
  }

  private void storms() {
    List<String> rows = new ArrayList<>();
    for (Scenario scenario : List.of(Scenario.STORM_EMPTY, Scenario.STORM_SPIN)) {
      for (ContenderKind ours : OURS) {
        results
            .stormRatio(ours, scenario)
            .ifPresent(
                ratio ->
                    rows.add(
                        String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s |",
                            scenario.id(),
                            ours.label(),
                            ratio.text(3),
                            ratio.median() >= STORM_GOAL ? "met" : "**missed**")));
      }
    }
    if (!rows.isEmpty()) {
      line(
          "### Resize storm: at least " + STORM_GOAL + " of the mean of fixed pools of 1, 2, 3, 4");
      line("");
      line("| Scenario | Contender | Ratio | |");
      line("|---|---|---|---|");
      rows.forEach(this::line);
      line("");
    }
  }

  private void garbage() {
    line("### No garbage per event (below " + NO_GARBAGE_BYTES + " bytes)");
    line("");
    for (ContenderKind ours : OURS) {
      double worst = 0;
      for (Results.Key key : results.keys()) {
        boolean counts = key.scenario() == Scenario.EMPTY || key.scenario() == Scenario.SPIN;
        if (key.kind() == ours && key.metric() == Metric.GARBAGE && counts) {
          worst = Math.max(worst, results.spread(key).orElseThrow().max());
        }
      }
      line(
          String.format(
              Locale.ROOT,
              "- %s: at most %.4f bytes, %s",
              ours.label(),
              worst,
              worst < NO_GARBAGE_BYTES ? "met" : "**missed**"));
    }
    line("");
  }

  private void losses() {
    line("### Each event exactly once");
    line("");
    List<String> lost = new ArrayList<>();
    for (Results.Key key : results.keys()) {
      if (key.metric() == Metric.LOST) {
        Spread spread = results.spread(key).orElseThrow();
        if (spread.min() != 0 || spread.max() != 0) {
          lost.add(
              String.format(
                  Locale.ROOT,
                  "- %s, %s, %s: lost %s",
                  key.kind().label(),
                  key.scenario().id(),
                  key.cell(),
                  spread.text(0)));
        }
      }
    }
    if (lost.isEmpty() && results.failures().isEmpty()) {
      line("By count and checksum, in every cell of every fork.");
    }
    lost.forEach(this::line);
    results.failures().forEach(failure -> line("- " + failure));
    line("");
  }

  private void figures(Scenario scenario, Metric metric) {
    List<String> cells = cells(scenario, metric);
    if (cells.isEmpty()) {
      return;
    }
    line("### " + scenario.id() + ", " + metric.label());
    line("");
    line("| Contender | " + String.join(" | ", cells) + " |");
    line("|---|" + "---|".repeat(cells.size()));
    for (ContenderKind kind : ContenderKind.values()) {
      List<Optional<Spread>> row =
          cells.stream()
              .map(cell -> results.spread(new Results.Key(kind, scenario, cell, metric)))
              .toList();
      if (row.stream().anyMatch(Optional::isPresent)) {
        List<String> texts = row.stream().map(cell -> cell.map(Tables::figure).orElse("")).toList();
        line("| " + kind.label() + " | " + String.join(" | ", texts) + " |");
      }
    }
    line("");
  }

  private List<String> cells(Scenario scenario, Metric metric) {
    return results.keys().stream()
        .filter(key -> key.scenario() == scenario && key.metric() == metric)
        .map(Results.Key::cell)
        .distinct()
        .toList();
  }

  private static String figure(Spread spread) {
    return spread.text(spread.median() < 100 ? 1 : 0);
  }

  private void line(String content) {
    text.append(content).append('\n');
  }
}
