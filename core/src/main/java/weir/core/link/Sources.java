package weir.core.link;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Capabilities;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * The sources of a server: the one place where they come and go, where their snapshots are put in
 * order for all clients, and where commands find them. Thread-safe; never waits for a client.
 */
final class Sources {

  private record Entry(PublishedSource handle, CommandExecutor executor, Past past) {}

  private final Clients clients;
  private final Recordings recordings;

  /** By name, in the order in which they were added. All publishing is done under its lock too. */
  @GuardedBy("this")
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  @GuardedBy("this")
  private RecordingStatus recording = RecordingStatus.NONE;

  Sources(Clients clients, Recordings recordings) {
    this.clients = clients;
    this.recordings = recordings;
  }

  /**
   * Adds a source and tells the clients.
   *
   * @throws IllegalArgumentException if there is one of that name
   * @throws IllegalStateException if there are too many
   */
  synchronized PublishedSource add(Source source, CommandExecutor executor) {
    if (entries.containsKey(source.name())) {
      throw new IllegalArgumentException(
          "this server already shows a source '"
              + source.name()
              + "': choose another name, or close that one first");
    }
    if (entries.size() >= Protocol.MAX_SOURCES) {
      throw new IllegalStateException(
          "this server already shows "
              + Protocol.MAX_SOURCES
              + " sources: close one first, or open another server");
    }
    PublishedSource handle = new PublishedSource(this, source);
    entries.put(source.name(), new Entry(handle, executor, new Past()));
    clients.tell(list());
    return handle;
  }

  synchronized void remove(PublishedSource handle) {
    if (isListed(handle)) {
      entries.remove(handle.source().name());
      clients.tell(list());
    }
  }

  synchronized void describe(PublishedSource handle, Source next) {
    if (isListed(handle)) {
      handle.set(next);
      clients.tell(list());
    }
  }

  @GuardedBy("this")
  private boolean isListed(PublishedSource handle) {
    return listed(handle) != null;
  }

  @GuardedBy("this")
  private @Nullable Entry listed(PublishedSource handle) {
    Entry entry = entries.get(handle.source().name());
    return entry != null && entry.handle == handle ? entry : null;
  }

  @GuardedBy("this")
  private List<Source> list() {
    return entries.values().stream().map(entry -> entry.handle.source()).toList();
  }

  synchronized void publish(PublishedSource handle, Snapshot snapshot) {
    Entry entry = listed(handle);
    if (entry != null) {
      clients.publish(snapshot);
      entry.past.add(snapshot);
    }
  }

  synchronized void tell(PublishedSource handle, Change change) {
    Entry entry = listed(handle);
    if (entry != null) {
      clients.tell(change);
      entry.past.add(change);
    }
  }

  synchronized void tell(PublishedSource handle, DepthSample sample) {
    Entry entry = listed(handle);
    if (entry != null) {
      clients.tell(sample);
      entry.past.keep(sample);
    }
  }

  /** In order for all clients, those included that come meanwhile. */
  synchronized void tell(RecordingStatus status) {
    recording = status;
    clients.tell(status);
  }

  synchronized boolean keepThePast(PublishedSource handle) {
    return isListed(handle);
  }

  synchronized boolean haveReceivers(PublishedSource handle) {
    return isListed(handle) && clients.hasReceivers();
  }

  /** From now on this connection gets the list, the past, and what is published after that. */
  synchronized void welcome(ClientConnection connection) {
    connection.tell(list());
    connection.tell(recording);
    entries.forEach(
        (name, entry) -> {
          connection.recall(
              name,
              ServerMessage.PastMessage.divide(name, entry.past.snapshots(), entry.past.changes()));
          entry.past.depths().ifPresent(connection::tell);
        });
    clients.addReceiver(connection);
  }

  /** Hands a command to its source, or refuses what that source can't do. */
  CommandOutcome execute(String name, Command command, String who) {
    CommandExecutor executor;
    @Nullable String lacking;
    if (isOfServer(command)) {
      String refusal = recordings.refusal();
      return refusal == null ? recordings.execute(command) : new CommandOutcome.Refused(refusal);
    }
    synchronized (this) {
      Entry entry = entries.get(name);
      if (entry == null) {
        return new CommandOutcome.Refused(unknown(name));
      }
      lacking = refusal(entry.handle.source(), command);
      executor = entry.executor;
    }
    // Without the lock: it may take its time, and may add or close sources.
    return lacking == null
        ? executor.execute(command, who)
        : new CommandOutcome.Refused(executor.whyNot(command).orElse(lacking));
  }

  /** Whether the server itself does it, whatever the source. */
  private static boolean isOfServer(Command command) {
    return command instanceof Command.StartRecording || command instanceof Command.StopRecording;
  }

  @GuardedBy("this")
  private String unknown(String name) {
    return "there is no source '"
        + name
        + "': "
        + (entries.isEmpty()
            ? "this server shows none at present"
            : "this server shows " + String.join(", ", entries.keySet()));
  }

  @GuardedBy("this")
  private @Nullable String refusal(Source source, Command command) {
    if (command instanceof Command.ResizeWorkers) {
      return unless(
          source,
          it -> it.workers().isPresent(),
          " can't be resized: the number of its workers is set elsewhere");
    }
    if (command instanceof Command.StartLoad || command instanceof Command.StopLoad) {
      return unless(
          source,
          Capabilities::load,
          " can't be sent a load by its server: send one with 'weir load'");
    }
    if (command instanceof Command.KillWorker) {
      return unless(
          source,
          it -> it.resourceSettings() && it.workers().isPresent(),
          " has no workers that can be killed: only Weir's own server has, started with --faults");
    }
    if (command instanceof Command.ResetStatistics) {
      return unless(
          source, Capabilities::reset, " can't be reset: its statistics run from its start");
    }
    return command instanceof Command.FreezeResource
        ? unless(source, Capabilities::freeze, " has no resource that can be frozen")
        : unless(source, Capabilities::resourceSettings, " has no resource that can be set");
  }

  @GuardedBy("this")
  private @Nullable String unless(Source source, Predicate<Capabilities> can, String refusal) {
    if (can.test(source.capabilities())) {
      return null;
    }
    List<String> others =
        list().stream().filter(other -> can.test(other.capabilities())).map(Source::name).toList();
    return source.name()
        + refusal
        + (others.isEmpty() ? "" : " (sources that can: " + String.join(", ", others) + ")");
  }
}
