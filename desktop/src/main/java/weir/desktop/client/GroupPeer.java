package weir.desktop.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.LinkAddress;
import weir.core.link.ServerInfo;

/** One process of a group, as its connection tells of it. All of it is guarded by the group's. */
final class GroupPeer {

  final LinkAddress address;
  final PanelConnection connection;

  /** What each of its sources that are in the group is called there; by the source's name. */
  final Map<String, String> members = new HashMap<>();

  private ConnectionState state = new ConnectionState.Connecting();
  private boolean heard;

  GroupPeer(LinkAddress address, PanelConnection connection) {
    this.address = address;
    this.connection = connection;
  }

  void become(ConnectionState now) {
    state = now;
  }

  /** A snapshot of the group has come from it. */
  void hear() {
    heard = true;
  }

  boolean isLost() {
    return state instanceof ConnectionState.Disconnected;
  }

  /** Whether it has said all that there is to wait for. */
  boolean isReady() {
    return heard || isLost();
  }

  /** Null while there is none. */
  @Nullable ServerInfo server() {
    return state instanceof ConnectionState.Connected connected ? connected.server() : null;
  }

  @Nullable Source source(String name) {
    if (state instanceof ConnectionState.Connected connected) {
      for (Source source : connected.sources()) {
        if (source.name().equals(name)) {
          return source;
        }
      }
    }
    return null;
  }

  /** Those that were in the group, and are no more. */
  List<String> dropLeft() {
    List<String> left = members.keySet().stream().filter(name -> source(name) == null).toList();
    return left.stream().map(members::remove).toList();
  }

  static boolean isOf(Snapshot snapshot, String group) {
    return snapshot.journal().flatMap(journal -> journal.group()).filter(group::equals).isPresent();
  }

  String reason() {
    return state instanceof ConnectionState.Disconnected off ? off.reason() : "";
  }
}
