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
import weir.core.figures.IntervalSum;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * What one client has yet to be sent: a short queue of replies, the list of sources if it has
 * changed, and a single slot for the snapshots of each source.
 *
 * <p>A snapshot that finds an older one unsent takes its place and adds the older one's interval to
 * its own, so a slow client loses resolution and no counts. The sum is kept unpacked: however long
 * the client stalls, a snapshot costs the publisher one pass over its counts, and a slot holds one
 * set of histograms. The client's writer packs the sum when it comes for it.
 *
 * <p>A source that goes leaves its last snapshot, which is sent before the list without it. There
 * are never more of these than sources in the list that the client has: who comes and goes while it
 * stalls, it never hears of.
 *
 * <p>Thread-safe; only {@link #take()} waits.
 */
final class Outbox {

  /** The unsent snapshots of one source. */
  private static final class Unsent {
    private Snapshot newest;
    private @Nullable IntervalSum sum; // over all intervals, where there are at least two

    Unsent(Snapshot first) {
      newest = first;
    }

    void add(Snapshot next) {
      if (sum == null) {
        sum = new IntervalSum();
        sum.add(newest.interval());
      }
      sum.add(next.interval());
      newest = next;
    }

    ServerMessage message() {
      return new ServerMessage.SnapshotMessage(
          sum == null ? newest : newest.withInterval(sum.pack()));
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
  private Map<String, Unsent> unsent = new LinkedHashMap<>();

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
    if (finished) {
      return;
    }
    Unsent slot = unsent.get(next.source());
    if (slot == null) {
      unsent.put(next.source(), new Unsent(next));
    } else {
      slot.add(next);
    }
    notifyAll();
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
   * Waits for something to send and takes all of it, replies first.
   *
   * @return the messages; empty once finished and drained
   */
  List<ServerMessage> take() throws InterruptedException {
    List<ServerMessage> batch = new ArrayList<>();
    List<Unsent> lastOnes;
    List<Source> sources;
    Map<String, Unsent> snapshots;
    ServerMessage.Rejection end;
    synchronized (this) {
      while (replies.isEmpty() && list == null && unsent.isEmpty() && !finished) {
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
      snapshots = unsent;
      unsent = new LinkedHashMap<>();
      end = farewell;
      farewell = null;
    }
    lastOnes.forEach(slot -> batch.add(slot.message()));
    if (sources != null) {
      batch.add(new ServerMessage.SourceList(sources));
    }
    snapshots.values().forEach(slot -> batch.add(slot.message()));
    if (end != null) {
      batch.add(end);
    }
    return batch;
  }
}
