package weir.core.link;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * What one client has yet to be sent: a short queue of replies, the list of sources if it has
 * changed, the state of the recording, and for each source what is left of its past, its changes,
 * and a single slot for its snapshots.
 *
 * <p>A snapshot that finds an older one unsent takes its place and adds the older one's interval to
 * its own, so a slow client loses resolution and no counts. However long the client stalls, a slot
 * holds one set of histograms. The client's writer packs the sum when it comes for it.
 *
 * <p>A source that goes leaves its last snapshot, which is sent before the list without it. There
 * are never more of these than sources in the list that the client has: who comes and goes while it
 * stalls, it never hears of.
 *
 * <p>Thread-safe; only {@link #take()} waits.
 */
final class Outbox {

  /** What a client has yet to be sent of one source, in this order. */
  private static final class Unsent {

    /** Bounded by what a server keeps. */
    private final ArrayDeque<ServerMessage.PastMessage> past = new ArrayDeque<>();

    /** The latest, {@link Change#MOST_KEPT} at most: a gap in their numbers tells of others. */
    private final ArrayDeque<Change> changes = new ArrayDeque<>();

    private @Nullable SnapshotSum snapshots;

    /** The newest. */
    private @Nullable DepthSample depths;

    void add(Change change) {
      if (changes.size() >= Change.MOST_KEPT) {
        changes.removeFirst();
      }
      changes.addLast(change);
    }

    void add(Snapshot next) {
      if (snapshots == null) {
        snapshots = new SnapshotSum(next);
      } else {
        snapshots.add(next);
      }
    }

    /** All but the past. */
    List<ServerMessage> present() {
      List<ServerMessage> messages = new ArrayList<>();
      changes.forEach(change -> messages.add(new ServerMessage.ChangeMessage(change)));
      if (snapshots != null) {
        messages.add(new ServerMessage.SnapshotMessage(snapshots.pack()));
      }
      if (depths != null) {
        messages.add(new ServerMessage.DepthMessage(depths));
      }
      return messages;
    }
  }

  private final int maxReplies;

  @GuardedBy("this")
  private final ArrayDeque<ServerMessage> replies = new ArrayDeque<>();

  /** Of sources in {@link #told} that are gone. */
  @GuardedBy("this")
  private final List<Unsent> ofGone = new ArrayList<>();

  /** If it has changed. */
  @GuardedBy("this")
  private @Nullable List<Source> list;

  /** Names in the list that the client has. */
  @GuardedBy("this")
  private Set<String> told = Set.of();

  @GuardedBy("this")
  private final Map<String, Unsent> unsent = new LinkedHashMap<>();

  /** If it has changed. */
  @GuardedBy("this")
  private @Nullable RecordingStatus recording;

  @GuardedBy("this")
  private ServerMessage.@Nullable Rejection farewell;

  @GuardedBy("this")
  private boolean finished;

  Outbox(int maxReplies) {
    this.maxReplies = maxReplies;
  }

  /**
   * Queues a reply.
   *
   * @return false if the client has left too many replies unread
   */
  synchronized boolean reply(ServerMessage reply) {
    if (finished) {
      return true;
    }
    if (replies.size() >= maxReplies) {
      return false;
    }
    replies.add(reply);
    notifyAll();
    return true;
  }

  /** Queues the list of sources, in the place of one not sent yet. */
  synchronized void tell(List<Source> sources) {
    if (finished) {
      return;
    }
    Set<String> names = namesOf(sources);
    Iterator<Map.Entry<String, Unsent>> slots = unsent.entrySet().iterator();
    while (slots.hasNext()) {
      Map.Entry<String, Unsent> slot = slots.next();
      if (!names.contains(slot.getKey())) {
        slots.remove();
        if (told.contains(slot.getKey())) {
          ofGone.add(slot.getValue());
        }
      }
    }
    // One that comes back under its name before the client has heard is another source.
    told = told.stream().filter(names::contains).collect(Collectors.toSet());
    list = sources;
    notifyAll();
  }

  private static Set<String> namesOf(List<Source> sources) {
    Set<String> names = new HashSet<>();
    sources.forEach(source -> names.add(source.name()));
    return names;
  }

  /** Queues a snapshot of a source in the list. */
  synchronized void publish(Snapshot next) {
    if (!finished) {
      unsentOf(next.source()).add(next);
      notifyAll();
    }
  }

  /** Queues a change of a source in the list. */
  synchronized void tell(Change change) {
    if (!finished) {
      unsentOf(change.source()).add(change);
      notifyAll();
    }
  }

  /** Queues the latest events of a source in the list, in the place of those not sent yet. */
  synchronized void tell(DepthSample sample) {
    if (!finished) {
      unsentOf(sample.source()).depths = sample;
      notifyAll();
    }
  }

  /** Queues the state of the recording, in the place of one not sent yet. */
  synchronized void tell(RecordingStatus status) {
    if (!finished) {
      recording = status;
      notifyAll();
    }
  }

  /** Queues the past of a source in the list, before anything else of that source. */
  synchronized void recall(String source, List<ServerMessage.PastMessage> past) {
    if (!finished && !past.isEmpty()) {
      unsentOf(source).past.addAll(past);
      notifyAll();
    }
  }

  @GuardedBy("this")
  private Unsent unsentOf(String source) {
    return unsent.computeIfAbsent(source, name -> new Unsent());
  }

  /**
   * Takes no more; what is queued can still be taken.
   *
   * @param last what to send at the very end; null for nothing. Only the first call counts.
   */
  synchronized void finish(ServerMessage.@Nullable Rejection last) {
    if (!finished) {
      finished = true;
      farewell = last;
      notifyAll();
    }
  }

  /**
   * Waits for something to send and takes all of it, replies first. Of a source whose past is
   * unsent it takes one message: so nothing else waits for long.
   *
   * @return the messages; empty once finished and drained
   */
  List<ServerMessage> take() throws InterruptedException {
    List<ServerMessage> batch = new ArrayList<>();
    List<Unsent> lastOnes;
    List<Source> sources;
    RecordingStatus status;
    List<Unsent> present = new ArrayList<>();
    List<ServerMessage> past = new ArrayList<>();
    ServerMessage.Rejection end;
    synchronized (this) {
      while (isEmpty() && !finished) {
        wait();
      }
      batch.addAll(replies);
      replies.clear();
      lastOnes = List.copyOf(ofGone);
      ofGone.clear();
      sources = list;
      if (sources != null) {
        told = namesOf(sources);
        list = null;
      }
      status = recording;
      recording = null;
      Iterator<Unsent> slots = unsent.values().iterator();
      while (slots.hasNext()) {
        Unsent slot = slots.next();
        ServerMessage recalled = slot.past.poll();
        if (recalled != null) {
          past.add(recalled);
        }
        if (slot.past.isEmpty()) {
          present.add(slot);
          slots.remove();
        }
      }
      // The last words are said last.
      end = unsent.isEmpty() ? farewell : null;
      farewell = end == null ? farewell : null;
    }
    lastOnes.forEach(slot -> batch.addAll(slot.present()));
    if (sources != null) {
      batch.add(new ServerMessage.SourceList(sources));
    }
    if (status != null) {
      batch.add(new ServerMessage.RecordingMessage(status));
    }
    batch.addAll(past);
    present.forEach(slot -> batch.addAll(slot.present()));
    if (end != null) {
      batch.add(end);
    }
    return batch;
  }

  @GuardedBy("this")
  private boolean isEmpty() {
    return replies.isEmpty() && list == null && recording == null && unsent.isEmpty();
  }
}
