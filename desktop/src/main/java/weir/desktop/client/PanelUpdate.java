package weir.desktop.client;

import java.util.List;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.GroupShare;
import weir.core.figures.Snapshot;

/**
 * What is new since the consumer last looked.
 *
 * @param state how the connection stands now
 * @param past what the server has kept of each source, as far as it arrived since: nothing of it is
 *     left out, and it comes before the snapshots
 * @param snapshots the newest snapshot of each source of which one arrived, with the intervals of
 *     those it replaced merged into it; of a recording all of them, in order, and before them what
 *     its server had kept when it began
 * @param changes of any source, in the order in which they arrived
 * @param depths the latest events of each source of which some arrived, one by one
 * @param shares who has what, where several processes of a group are added up; else nobody
 */
public record PanelUpdate(
    ConnectionState state,
    List<SourcePast> past,
    List<Snapshot> snapshots,
    List<Change> changes,
    List<DepthSample> depths,
    List<GroupShare> shares) {

  /** Keeps the lists from changing. */
  public PanelUpdate {
    past = List.copyOf(past);
    snapshots = List.copyOf(snapshots);
    changes = List.copyOf(changes);
    depths = List.copyOf(depths);
    shares = List.copyOf(shares);
  }

  /**
   * An update of one server.
   *
   * @param state see {@link #state()}
   * @param past see {@link #past()}
   * @param snapshots see {@link #snapshots()}
   * @param changes see {@link #changes()}
   * @param depths see {@link #depths()}
   */
  public PanelUpdate(
      ConnectionState state,
      List<SourcePast> past,
      List<Snapshot> snapshots,
      List<Change> changes,
      List<DepthSample> depths) {
    this(state, past, snapshots, changes, depths, List.of());
  }

  /**
   * An update without single events.
   *
   * @param state see {@link #state()}
   * @param past see {@link #past()}
   * @param snapshots see {@link #snapshots()}
   * @param changes see {@link #changes()}
   */
  public PanelUpdate(
      ConnectionState state,
      List<SourcePast> past,
      List<Snapshot> snapshots,
      List<Change> changes) {
    this(state, past, snapshots, changes, List.of());
  }

  /**
   * An update without a past and without changes.
   *
   * @param state see {@link #state()}
   * @param snapshots see {@link #snapshots()}
   */
  public PanelUpdate(ConnectionState state, List<Snapshot> snapshots) {
    this(state, List.of(), snapshots, List.of());
  }

  PanelUpdate withShares(List<GroupShare> now) {
    return new PanelUpdate(state, past, snapshots, changes, depths, now);
  }
}
