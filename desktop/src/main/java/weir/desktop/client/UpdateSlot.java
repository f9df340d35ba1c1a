package weir.desktop.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * One slot between the reader thread and a consumer that may be slow: the newest state and the
 * newest snapshot of each source win, intervals are merged. Thread-safe.
 */
final class UpdateSlot {

  /** How often a consumer hears from a source in which nothing changes. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** More than a server keeps: one that goes on sending does not fill the memory. */
  private static final int MOST_PAST = 20_000;

  /** What has arrived of the past of one source. */
  private static final class PastParts {
    private final ArrayDeque<Snapshot> snapshots = new ArrayDeque<>();
    private final ArrayDeque<Change> changes = new ArrayDeque<>();

    void add(List<Snapshot> older, List<Change> earlier) {
      snapshots.addAll(older);
      changes.addAll(earlier);
      while (snapshots.size() > MOST_PAST) {
        snapshots.removeFirst();
      }
      while (changes.size() > Change.MOST_KEPT) {
        changes.removeFirst();
      }
    }

    SourcePast of(String source) {
      return new SourcePast(source, List.copyOf(snapshots), List.copyOf(changes));
    }
  }

  @GuardedBy("this")
  private ConnectionState state = new ConnectionState.Connecting();

  @GuardedBy("this")
  private int admittedSession;

  @GuardedBy("this")
  private int snapshotSession;

  @GuardedBy("this")
  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();

  /** Bounded by what a server keeps; see {@link #MOST_PAST}. */
  @GuardedBy("this")
  private final Map<String, PastParts> past = new LinkedHashMap<>();

  /** The latest, {@link Change#MOST_KEPT} at most. */
  @GuardedBy("this")
  private final ArrayDeque<Change> changes = new ArrayDeque<>();

  /** The newest of each source. */
  @GuardedBy("this")
  private final Map<String, DepthSample> depths = new LinkedHashMap<>();

  @GuardedBy("this")
  private final Map<String, Snapshot> lastTaken = new HashMap<>();

  @GuardedBy("this")
  private boolean announced;

  /**
   * Takes a new state; figures of an earlier session than {@code session} are dropped.
   *
   * @return whether to tell the consumer: true once for everything up to its next take
   */
  synchronized boolean putState(int session, ConnectionState newState) {
    if (newState.equals(state) && admittedSession == session) {
      return false;
    }
    if (snapshotSession < session) {
      clearFigures();
    }
    if (newState instanceof ConnectionState.Connected connected) {
      List<String> names = connected.sources().stream().map(Source::name).toList();
      snapshots.keySet().retainAll(names);
      past.keySet().retainAll(names);
      depths.keySet().retainAll(names);
      lastTaken.keySet().retainAll(names);
    }
    state = newState;
    admittedSession = session;
    return announce();
  }

  /**
   * Takes a snapshot, which may arrive a moment before its session's state does. One that brings
   * nothing new waits for company, so that an idle pipeline keeps the panel idle too.
   *
   * @return whether to tell the consumer
   */
  synchronized boolean putSnapshot(int session, Snapshot newer) {
    enter(session);
    snapshots.merge(
        newer.source(),
        newer,
        (unseen, next) -> unseen.resets() == next.resets() ? unseen.mergeInto(next) : next);
    return !bringsNothingNew(newer) && announce();
  }

  /**
   * Takes a part of the past of a source, which comes before its first snapshot.
   *
   * @return whether to tell the consumer
   */
  synchronized boolean putPast(
      int session, String source, List<Snapshot> older, List<Change> earlier) {
    enter(session);
    past.computeIfAbsent(source, name -> new PastParts()).add(older, earlier);
    return announce();
  }

  /**
   * Takes a change.
   *
   * @return whether to tell the consumer
   */
  synchronized boolean putChange(int session, Change change) {
    enter(session);
    if (changes.size() >= Change.MOST_KEPT) {
      changes.removeFirst();
    }
    changes.addLast(change);
    return announce();
  }

  /**
   * Takes the latest events of a source, in the place of those before.
   *
   * @return whether to tell the consumer
   */
  synchronized boolean putDepths(int session, DepthSample sample) {
    enter(session);
    depths.put(sample.source(), sample);
    return announce();
  }

  /** Of figures, those of the newest session alone are of use. */
  @GuardedBy("this")
  private void enter(int session) {
    if (snapshotSession != session) {
      clearFigures();
      snapshotSession = session;
    }
  }

  @GuardedBy("this")
  private void clearFigures() {
    snapshots.clear();
    past.clear();
    changes.clear();
    depths.clear();
  }

  @GuardedBy("this")
  private boolean bringsNothingNew(Snapshot newer) {
    Snapshot last = lastTaken.get(newer.source());
    return last != null
        && newer.uptimeNanos() >= last.uptimeNanos()
        && newer.uptimeNanos() - last.uptimeNanos() < QUIET_NANOS
        && newer.sameFiguresAs(last);
  }

  /** Empties the slot. Snapshots of a session that is not admitted yet stay. */
  synchronized PanelUpdate take() {
    announced = false;
    if (snapshotSession > admittedSession) {
      return new PanelUpdate(state, List.of());
    }
    lastTaken.putAll(snapshots);
    List<SourcePast> recalled = new ArrayList<>();
    past.forEach((source, parts) -> recalled.add(parts.of(source)));
    PanelUpdate update =
        new PanelUpdate(
            state,
            recalled,
            List.copyOf(snapshots.values()),
            List.copyOf(changes),
            List.copyOf(depths.values()));
    clearFigures();
    return update;
  }

  @GuardedBy("this")
  private boolean announce() {
    boolean tell = !announced;
    announced = true;
    return tell;
  }
}
