package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Source;
import weir.desktop.model.PanelModel;

/** The choice among the sources of a server; not there while there is nothing to choose. */
final class SourceChoice extends ChoiceBox<Source> {

  private static final double LEAST_WIDTH = 44;
  private static final double MOST_WIDTH = 300;

  private final PanelModel model;

  /** True while the choice changes because the model did: that is no wish of the user's. */
  private boolean following;

  SourceChoice(PanelModel model) {
    this.model = model;
    setId("source-choice");
    // Other programs' names are long, and there is more in its row.
    setMinWidth(LEAST_WIDTH);
    setMaxWidth(MOST_WIDTH);
    setAccessibleText("Which of the server's sources the panel shows");
    setTooltip(new Tooltip("The panel shows one of the server's sources at a time"));
    setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Source source) {
            return source == null
                ? ""
                : source.name()
                    + " · "
                    + (model.sourcesProperty().get().contains(source) ? source.kind() : "gone");
          }

          @Override
          public Source fromString(String label) {
            throw new UnsupportedOperationException("a source is chosen, not typed: " + label);
          }
        });
    Shown.only(
        model
            .sourceGoneProperty()
            .flatMap(
                gone -> model.sourcesProperty().map(sources -> sources.size() > (gone ? 0 : 1))),
        this);
    model.sourcesProperty().subscribe(this::follow);
    model.sourceProperty().subscribe(this::follow);
    model.sourceGoneProperty().subscribe(this::follow);
    valueProperty().subscribe(this::choose);
  }

  private void follow() {
    following = true;
    List<Source> sources = new ArrayList<>(model.sourcesProperty().get());
    Source onShow = model.sourceProperty().get();
    if (onShow != null && model.sourceGoneProperty().get() && !sources.contains(onShow)) {
      sources.add(onShow);
    }
    if (!getItems().equals(sources)) {
      getItems().setAll(sources);
    }
    setValue(onShow);
    following = false;
  }

  private void choose(@Nullable Source chosen) {
    if (!following && chosen != null) {
      model.showSource(chosen.name());
    }
  }
}
