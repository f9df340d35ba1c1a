package weir.desktop.view;

import java.util.function.ToLongFunction;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Ledger;
import weir.desktop.model.Figures;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** Where every event is, written as the equation that always holds. */
final class LedgerRow extends HBox {

  LedgerRow(PanelModel model) {
    ObservableValue<@Nullable Figures> figures = model.figuresProperty();
    setId("ledger");
    getStyleClass().add("ledger-row");
    setAlignment(Pos.CENTER_LEFT);
    Node plusFailed = operator("+");
    Node failed =
        tile(
            "failed",
            "Failed",
            "Events whose handler threw.",
            figures,
            ledger -> ledger.failed().orElse(0));
    Node beforeRejected = operator("");
    Node rejected =
        tile(
            "rejected",
            "Rejected",
            "Events offered and not taken, e.g. as the ring was full.",
            figures,
            ledger -> ledger.rejected().orElse(0));
    Node completed =
        tile(
            "completed", "Completed", "Events whose handler returned.", figures, Ledger::completed);
    Node ended =
        tile(
            "ended",
            "Ended",
            "Events whose handler returned or threw: nobody counts them apart.",
            figures,
            Ledger::ended);
    Shown.only(model.partsProperty().map(Parts::failures), completed, plusFailed, failed);
    Shown.only(model.partsProperty().map(parts -> !parts.failures()), ended);
    Shown.only(model.partsProperty().map(Parts::rejections), beforeRejected, rejected);
    getChildren()
        .addAll(
            tile(
                "accepted",
                "Accepted",
                "Events taken into the ring since the last reset.",
                figures,
                Ledger::accepted),
            operator("="),
            completed,
            ended,
            plusFailed,
            failed,
            operator("+"),
            tile(
                "backlog",
                "Backlog",
                "Enqueued events: accepted, not yet claimed by a worker.",
                figures,
                Ledger::backlog),
            operator("+"),
            tile(
                "in-flight",
                "In flight",
                "Events claimed by a worker and not yet ended.",
                figures,
                Ledger::inFlight),
            beforeRejected,
            rejected);
  }

  private static FigureTile tile(
      String name,
      String title,
      String meaning,
      ObservableValue<@Nullable Figures> figures,
      ToLongFunction<Ledger> figure) {
    return new FigureTile(
        name + "-figure",
        title,
        meaning,
        new Ink(name + "-ink"),
        figures,
        f -> figure.applyAsLong(f.ledger()));
  }

  private static Node operator(String sign) {
    Label label = new Label(sign);
    label.getStyleClass().add("operator");
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }
}
