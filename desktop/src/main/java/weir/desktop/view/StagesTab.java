package weir.desktop.view;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.core.figures.Cohort;
import weir.desktop.model.CohortHistory;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.StickyTop;

/** Where time goes: wait and service on each other, and what became of those who arrived. */
final class StagesTab {

  private static final double LINE = 2;
  private static final double THIN_LINE = 1.25;
  private static final long COHORT_NANOS = 1_000_000_000;

  private final PanelModel model;

  private StagesTab(PanelModel model) {
    this.model = model;
  }

  /** The keys take what no control in the tab uses, before it scrolls the tab. */
  static DetailTab.Content of(PanelModel model, EventHandler<KeyEvent> keys) {
    StagesTab made = new StagesTab(model);
    Node stack = made.stack();
    Node cohorts = made.cohorts();
    CardPane cards = new CardPane();
    VBox.setVgrow(cards, Priority.ALWAYS);
    model
        .partsProperty()
        .subscribe(
            parts ->
                cards.setCards(
                    Stream.of(
                            parts.clocks().contains(LatencyClock.WAIT)
                                ? Stream.of(stack)
                                : Stream.<Node>empty(),
                            parts.cohorts() ? Stream.of(cohorts) : Stream.<Node>empty())
                        .flatMap(nodes -> nodes)
                        .toList()));
    VBox all = new VBox(new ChartToolbar(model), cards);
    all.addEventHandler(KeyEvent.ANY, keys);
    return new TabScroll("stages-tab", all, model);
  }

  private Node stack() {
    Ink service = new Ink("service-ink");
    Ink wait = new Ink("wait-ink");
    Ink response = new Ink("mean-ink");
    List<Layer> layers =
        List.of(
            new MeanStackLayer(LatencyClock.SERVICE, List.of(), service, false),
            new MeanStackLayer(LatencyClock.WAIT, List.of(LatencyClock.SERVICE), wait, true));
    List<ChartLine> lines =
        List.of(
            mean("response", LatencyClock.RESPONSE, response),
            mean("wait", LatencyClock.WAIT, wait),
            mean("service", LatencyClock.SERVICE, service));
    StickyTop top = new StickyTop(10);
    TimeChart chart =
        new TimeChart(
            model,
            (range, nanos) -> DurationLinearAxis.withTop(fit(top, range, nanos)),
            () -> layers,
            List.of(service, wait, response),
            () -> lines);
    chart.setId("stages-chart");
    return new ChartCard(
        ChartCard.Heading.of("Wait and service", "mean, stacked"),
        List.of(
            new ChartCard.Legend("wait", LatencyClock.WAIT.meaning(), wait),
            new ChartCard.Legend("service", LatencyClock.SERVICE.meaning(), service)),
        new ChartCard.Corner(
            "stages-figure",
            Text.shown(
                model.figuresProperty(),
                figures ->
                    LatencyClock.WAIT.of(figures.latencies()).map(Text::mean).orElse(Text.UNKNOWN)
                        + " + "
                        + LatencyClock.SERVICE
                            .of(figures.latencies())
                            .map(Text::mean)
                            .orElse(Text.UNKNOWN),
                Text.UNKNOWN),
            "stages-note",
            Text.shown(model.figuresProperty(), figures -> "wait + service, mean since reset", "")),
        chart);
  }

  private static ChartLine mean(String name, LatencyClock clock, Ink ink) {
    return new ChartLine(
        ink,
        moment ->
            ChartLine.latency(
                moment, clock, point -> name + " " + MeasuredTime.text(point.meanMicros())));
  }

  private Node cohorts() {
    Ink arrived = new Ink("arrivals-ink");
    Ink ended = new Ink("throughput-ink");
    Ink waiting = new Ink("backlog-ink");
    List<Layer> layers =
        List.of(
            new CohortLayer(cohort -> (double) cohort.arrived(), arrived, LINE),
            new CohortLayer(cohort -> (double) cohort.ended(), ended, THIN_LINE),
            new CohortLayer(
                cohort -> cohort.ended() < cohort.arrived() ? (double) left(cohort) : Double.NaN,
                waiting,
                LINE));
    List<ChartLine> lines =
        List.of(
            cohort(arrived, it -> "arrived " + Text.count(it.arrived())),
            cohort(ended, it -> "of these ended " + Text.count(it.ended())),
            cohort(waiting, it -> "still in " + Text.count(left(it))),
            cohort(
                new Ink("mean-ink"),
                it ->
                    "mean response "
                        + (left(it) > 0 ? "at least " : "")
                        + MeasuredTime.text(it.meanAtLeastMicros())));
    StickyTop top = new StickyTop(5);
    TimeChart chart =
        new TimeChart(
            model,
            (range, nanos) -> LinearAxis.withTop(fit(top, range, nanos), true),
            () -> layers,
            List.of(arrived, ended, waiting),
            () -> lines);
    chart.setId("cohorts-chart");
    return new ChartCard(
        ChartCard.Heading.of("Arrival cohorts", "events"),
        List.of(
            new ChartCard.Legend("arrived", "Events that arrived within about a second.", arrived),
            new ChartCard.Legend("of these ended", "Those of them that have ended by now.", ended),
            new ChartCard.Legend(
                "still in", "Those of them that still wait or are being handled.", waiting)),
        new ChartCard.Corner(
            "cohorts-figure",
            Text.shown(
                model.figuresProperty(),
                figures ->
                    figures.arrivals().map(arrivals -> arrivals.inShort()).orElse(Text.UNKNOWN),
                Text.UNKNOWN),
            "cohorts-note",
            Text.shown(model.figuresProperty(), figures -> "response of all that arrived", "")),
        chart);
  }

  private static long left(Cohort cohort) {
    return cohort.arrived() - cohort.ended();
  }

  /** A figure of the cohort that arrived about the moment. */
  private static ChartLine cohort(Ink ink, Function<Cohort, String> text) {
    return new ChartLine(
        ink,
        moment -> {
          for (Cohort cohort : moment.frame().history().cohorts().all()) {
            if (Math.abs(CohortHistory.arrivalNanos(cohort) - moment.nanos()) <= COHORT_NANOS / 2) {
              return text.apply(cohort);
            }
          }
          return "";
        });
  }

  private double fit(StickyTop top, Layer.Range range, long nanos) {
    return top.fit(
        range.isEmpty() ? 0 : range.largest(), nanos, model.charts().fixedAxesProperty().get());
  }
}
