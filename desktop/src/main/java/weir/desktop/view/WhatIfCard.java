package weir.desktop.view;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableDoubleValue;
import javafx.beans.value.ObservableValue;
import weir.desktop.model.PanelModel;
import weir.desktop.model.WhatIfCurve;
import weir.desktop.model.WhatIfCurves;
import weir.desktop.model.WhatIfModel;

/** The card of a curve over numbers of workers. */
final class WhatIfCard {

  private final PanelModel model;
  private final WhatIfModel whatIf;
  private final WhatIfCurve curve;

  private WhatIfCard(PanelModel model, WhatIfCurve curve) {
    this.model = model;
    this.whatIf = model.whatIf();
    this.curve = curve;
  }

  static ChartCard of(PanelModel model, WhatIfCurve curve, ObservableDoubleValue end) {
    return new WhatIfCard(model, curve).card(end);
  }

  private ChartCard card(ObservableDoubleValue end) {
    Ink ink =
        new Ink(
            switch (curve) {
              case THROUGHPUT -> "throughput-ink";
              case BACKLOG -> "backlog-ink";
              case WAIT -> "resource-ink";
              case P99 -> "p99-ink";
            });
    String id = "what-if-" + curve.id();
    ObservableValue<String> figure = text(curves -> predicted(curves, target()));
    ObservableValue<String> note = text(this::now);
    return new ChartCard(
        ChartCard.Heading.of(curve.label(), curve.unit()),
        List.of(new ChartCard.Legend("predicted", curve.meaning(), ink)),
        new ChartCard.Corner(id + "-figure", figure, id + "-note", note),
        new WhatIfChart(model, curve, end, ink),
        text(this::summary));
  }

  private String summary(WhatIfCurves curves) {
    return String.format(
        Locale.ROOT,
        "%s over numbers of workers; predicted with %d: %s; %s. %s",
        curve.label(),
        target(),
        predicted(curves, target()),
        now(curves),
        curves.kneeText());
  }

  private int target() {
    return whatIf.targetWorkersProperty().get();
  }

  private ObservableValue<String> text(Function<WhatIfCurves, String> text) {
    return Bindings.createStringBinding(
        () -> Text.known(whatIf.curvesProperty().get(), text, Text.UNKNOWN),
        whatIf.curvesProperty(),
        whatIf.targetWorkersProperty());
  }

  private String predicted(WhatIfCurves curves, int workers) {
    return figure(curves.at(workers).map(curve::of).orElse(OptionalDouble.empty()));
  }

  private String now(WhatIfCurves curves) {
    int workers = curves.workersNow();
    return String.format(
        Locale.ROOT,
        "now with %d: %s measured, %s predicted",
        workers,
        figure(curve.of(curves.measured())),
        predicted(curves, workers));
  }

  private String figure(OptionalDouble value) {
    return value.isPresent() ? curve.text(value.getAsDouble()) : Text.UNKNOWN;
  }
}
