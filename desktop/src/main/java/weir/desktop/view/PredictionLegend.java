package weir.desktop.view;

import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import weir.desktop.model.Forecasts;
import weir.desktop.model.PanelModel;

/** Names the model of a predicted band or line, while there is one. */
final class PredictionLegend {

  private static final String MEANING =
      """
      What theory predicts from the last half minute: the dashed line is the mean, the band has
      80 of 100 events, where the model knows their spread. Ahead of now, the dashed line is
      where the backlog goes: to nothing in a drain, to a full ring under overload.""";

  private PredictionLegend() {}

  /**
   * Makes the legend.
   *
   * @param model has the predictions
   * @param ink their colour
   * @param name the model's; blank where nothing is predicted
   * @param others what else the name depends on
   */
  static ChartCard.Legend of(
      PanelModel model, Ink ink, Function<Forecasts, String> name, Observable... others) {
    Observable[] all = new Observable[others.length + 1];
    System.arraycopy(others, 0, all, 1, others.length);
    all[0] = model.measuredProperty();
    ObservableValue<String> now =
        Bindings.createStringBinding(() -> name.apply(model.forecasts()), all);
    return new ChartCard.Legend(
        now.map(text -> "predicted, " + text), MEANING, ink, now.map(text -> !text.isEmpty()));
  }
}
