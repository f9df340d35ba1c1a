package weir.desktop.view;

import java.util.stream.Stream;
import javafx.scene.Node;
import weir.desktop.model.PanelModel;

/** The charts over one time axis: four, less those of what the source does not have. */
final class ChartRows extends CardPane {

  ChartRows(PanelModel model) {
    getStyleClass().add("chart-grid");
    Node backlog = BacklogCard.of(model);
    Node throughput = ThroughputCard.of(model);
    Node resource = ResourceCard.of(model);
    Node latency = LatencyCard.of(model);
    model
        .partsProperty()
        .subscribe(
            parts ->
                setCards(
                    Stream.of(
                            Stream.of(backlog, throughput),
                            parts.resource() ? Stream.of(resource) : Stream.<Node>empty(),
                            parts.clocks().isEmpty() ? Stream.<Node>empty() : Stream.of(latency))
                        .flatMap(cards -> cards)
                        .toList()));
  }
}
