package weir.desktop.client;

import java.util.List;
import weir.core.figures.Snapshot;

/**
 * What is new since the consumer last looked.
 *
 * @param state how the connection stands now
 * @param snapshots the newest snapshot of each source of which one arrived, with the intervals of
 *     those it replaced merged into it; of a recording all of them, in order
 */
public record PanelUpdate(ConnectionState state, List<Snapshot> snapshots) {

  /** Keeps the list from changing. */
  public PanelUpdate {
    snapshots = List.copyOf(snapshots);
  }
}
