package weir.http.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Change;
import weir.core.figures.JournalFigures;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.Command;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;

/**
 * The connection to one server, which may have processes of a group. What it knows is guarded by
 * the {@link GroupServers} that it is of.
 */
final class GroupMemberLink implements LinkListener, AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

  private final GroupServers group;
  private final LinkAddress address;

  /** What members are called in the group; by the name of their source. */
  private final Map<String, String> names = new LinkedHashMap<>();

  private List<Source> sources = List.of();
  private @Nullable LinkClient client;

  /** What came before it was known whose it is. */
  private List<Runnable> early = new ArrayList<>();

  private boolean ready;

  /** Nothing more comes of it. */
  private boolean ended;

  private boolean closed;

  GroupMemberLink(GroupServers group, LinkAddress address) {
    this.group = group;
    this.address = address;
  }

  /** Whoever does not answer, or answers rubbish, is none. */
  void connect(String clientName) {
    LinkClient connected = null;
    try {
      connected = LinkClient.connect(address, clientName, CONNECT_TIMEOUT, this);
    } catch (LinkException e) {
      synchronized (group) {
        ready = true;
        ended = true;
        group.tell();
      }
      return;
    }
    boolean late;
    synchronized (group) {
      late = closed;
      client = connected;
      List<Runnable> waiting = early;
      early = List.of();
      waiting.forEach(Runnable::run);
      sources = connected.sources();
      // Who shows nothing has nothing to say either.
      ready |= sources.isEmpty();
      group.tell();
    }
    if (late) {
      connected.close();
    }
  }

  private void whenKnown(Runnable hear) {
    synchronized (group) {
      if (client == null) {
        early.add(hear);
      } else {
        hear.run();
      }
    }
  }

  boolean isReady() {
    return ready;
  }

  /** Whether it did not come about, or is over. */
  boolean hasEnded() {
    return ended;
  }

  @Nullable String name(String source) {
    return names.get(source);
  }

  Collection<String> names() {
    return names.values();
  }

  void forget(String source) {
    names.remove(source);
  }

  /** Gives a member its name: the process id, and a number where one process has several. */
  String join(String source, int others) {
    LinkClient known = client;
    String pid = "pid " + (known == null ? 0 : known.server().pid());
    String name = group.isTaken(pid) ? pid + " (" + (others + 1) + ")" : pid;
    names.put(source, name);
    return name;
  }

  void forEachSource(BiConsumer<Source, String> action) {
    for (Source source : sources) {
      String name = names.get(source.name());
      if (name != null) {
        action.accept(source, name);
      }
    }
  }

  static @Nullable String groupOf(Snapshot snapshot) {
    return snapshot.journal().flatMap(JournalFigures::group).orElse(null);
  }

  void execute(String source, Command command) throws CommandFailure, InterruptedException {
    LinkClient connected;
    synchronized (group) {
      connected = client;
    }
    if (connected == null) {
      throw new CommandFailure("it is gone");
    }
    ServerConnection.await(connected.send(source, command));
  }

  @Override
  public void onSources(List<Source> now) {
    synchronized (group) {
      sources = now;
    }
  }

  @Override
  public void onPast(String source, List<Snapshot> snapshots, List<Change> changes) {
    whenKnown(() -> group.recall(this, source, snapshots));
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    whenKnown(
        () -> {
          ready = true;
          group.hear(this, snapshot);
        });
  }

  @Override
  public void onClosed(String reason) {
    whenKnown(
        () -> {
          ready = true;
          ended = true;
          group.leave(this);
        });
  }

  @Override
  public void close() {
    LinkClient connected;
    synchronized (group) {
      closed = true;
      connected = client;
    }
    if (connected != null) {
      connected.close();
    }
  }
}
