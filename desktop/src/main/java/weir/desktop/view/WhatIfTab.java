package weir.desktop.view;

import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.PanelModel;
import weir.desktop.model.WhatIfCurve;
import weir.desktop.model.WhatIfCurves;

/** What another number of workers would do, and how many it takes. */
final class WhatIfTab implements DetailTab.Content {

  private static final double WIDE = 900;

  private final PanelModel model;
  private final TabScroll scroll;
  private final VBox notes = new VBox();

  WhatIfTab(PanelModel model) {
    this.model = model;
    WhatIfControls controls = new WhatIfControls(model);
    CardPane cards = new CardPane(WIDE);
    cards.setCards(
        Stream.of(WhatIfCurve.values())
            .<Node>map(curve -> WhatIfCard.of(model, curve, controls.slider().maxProperty()))
            .toList());
    VBox.setVgrow(cards, Priority.ALWAYS);
    notes.setId("what-if-notes");
    model.whatIf().curvesProperty().subscribe(this::note);
    scroll =
        new TabScroll(
            "what-if-tab",
            new VBox(controls, legend(), cards, notes, new WhatIfGoals(model)),
            model);
  }

  /** Marks that differ by shape as well as by colour. */
  private static FlowPane legend() {
    FlowPane legend =
        new FlowPane(
            14,
            2,
            entry("◆ measured now", "what-if-now-mark"),
            entry("┆○ predicted for the number chosen", "what-if-chosen-mark"),
            entry("▲ knee", "what-if-knee-mark"),
            entry("▥ the model can't tell", "what-if-gap-mark"));
    legend.getStyleClass().add("what-if-legend");
    return legend;
  }

  private static Label entry(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    return label;
  }

  private void note(@Nullable WhatIfCurves curves) {
    notes
        .getChildren()
        .setAll(
            curves == null
                ? java.util.List.of()
                : curves.notes().stream().map(WhatIfTab::sentence).toList());
  }

  private static Label sentence(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("hint");
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  @Override
  public ScrollPane node() {
    return scroll.node();
  }

  @Override
  public void setOnShow(boolean onShow) {
    scroll.setOnShow(onShow);
    model.whatIf().setActive(onShow);
  }
}
