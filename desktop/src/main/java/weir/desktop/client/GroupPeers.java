package weir.desktop.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Capabilities;
import weir.core.figures.GroupShare;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerShares;
import weir.core.link.LinkAddress;
import weir.core.link.ServerInfo;

/** The processes of a group, and what they are called. Guarded by the connection's lock. */
final class GroupPeers {

  private static final int MOST_NAMES = 1_000;

  /** One life of a member. */
  private record Identity(LinkAddress address, ServerInfo server, String source) {}

  private final String group;
  private final Map<LinkAddress, GroupPeer> all = new LinkedHashMap<>();
  private final Map<Identity, String> names = new LinkedHashMap<>();

  GroupPeers(String group) {
    this.group = group;
  }

  void add(GroupPeer peer) {
    all.put(peer.address, peer);
  }

  @Nullable GroupPeer remove(LinkAddress address) {
    return all.remove(address);
  }

  boolean has(GroupPeer peer) {
    return all.get(peer.address) == peer;
  }

  List<GroupPeer> list() {
    return List.copyOf(all.values());
  }

  /** The process id alone, unless there are two of that number. */
  @Nullable String nameOf(GroupPeer peer, String source) {
    ServerInfo server = peer.server();
    if (server == null || peer.source(source) == null) {
      return null;
    }
    Identity identity = new Identity(peer.address, server, source);
    String known = names.get(identity);
    if (known != null) {
      return known;
    }
    if (names.size() >= MOST_NAMES) {
      names.remove(names.keySet().iterator().next());
    }
    String name = "pid " + server.pid();
    for (int copy = 2; names.containsValue(name); copy++) {
      name = "pid " + server.pid() + " (" + copy + ")";
    }
    names.put(identity, name);
    return name;
  }

  /** Whether nobody answers at present. */
  boolean isLost() {
    return !all.isEmpty() && all.values().stream().allMatch(GroupPeer::isLost);
  }

  /** What to say then. */
  ConnectionState lostState() {
    String why = all.values().stream().map(GroupPeer::reason).findFirst().orElse("");
    return new ConnectionState.Disconnected(
        "no process of the group " + group + " answers" + (why.isEmpty() ? "" : ": " + why));
  }

  /** What the group is, and can be told to do. */
  Source source() {
    List<Source> sources = new ArrayList<>();
    for (GroupPeer peer : all.values()) {
      for (String name : peer.members.keySet()) {
        Source one = peer.source(name);
        if (one != null) {
          sources.add(one);
        }
      }
    }
    List<Optional<String>> handlers = sources.stream().map(Source::handler).distinct().toList();
    List<WorkerShares.Place> places =
        sources.stream()
            .flatMap(one -> one.capabilities().workers().stream())
            .map(range -> new WorkerShares.Place(0, range))
            .toList();
    return new Source(
        group,
        SourceKind.GROUP,
        handlers.size() == 1 ? handlers.getFirst() : Optional.empty(),
        OptionalInt.empty(),
        new Capabilities(
            places.isEmpty() ? Optional.empty() : Optional.of(WorkerShares.range(places)),
            sources.stream().anyMatch(one -> one.capabilities().reset()),
            false,
            false,
            false));
  }

  /** Who can be told to do something, with the workers that each has. */
  List<GroupOrder.Target> targets(List<GroupShare> shares) {
    Map<String, Integer> workers = new HashMap<>();
    for (GroupShare share : shares) {
      workers.put(share.member(), share.workers().map(WorkerCount::requested).orElse(0));
    }
    List<GroupOrder.Target> targets = new ArrayList<>();
    for (GroupPeer peer : all.values()) {
      peer.members.forEach(
          (name, member) -> {
            Source source = peer.source(name);
            if (source != null) {
              targets.add(
                  new GroupOrder.Target(
                      member, peer.connection, source, workers.getOrDefault(member, 0)));
            }
          });
    }
    return targets;
  }
}
