package weir.desktop.client;

import java.util.List;
import weir.core.figures.Change;
import weir.core.figures.Snapshot;

/**
 * What the server has kept of a source, up to the first snapshot of this connection.
 *
 * @param source name of the source
 * @param snapshots the oldest first, their intervals without a gap and packed
 * @param changes the oldest first
 */
public record SourcePast(String source, List<Snapshot> snapshots, List<Change> changes) {

  /** Keeps the lists from changing. */
  public SourcePast {
    snapshots = List.copyOf(snapshots);
    changes = List.copyOf(changes);
  }
}
