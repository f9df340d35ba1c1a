package weir.desktop.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * One slot between the reader thread and a consumer that may be slow: the newest state and the
 * newest snapshot of each source win, intervals are merged. Thread-safe.
 */
final class UpdateSlot {

  /** How often a consumer hears from a source in which nothing changes. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  @GuardedBy("this")
  private ConnectionState state = new ConnectionState.Connecting();

  @GuardedBy("this")
  private int admittedSession;

  @GuardedBy("this")
  private int snapshotSession;

  @GuardedBy("this")
  private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();

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
      snapshots.clear();
    }
    if (newState instanceof ConnectionState.Connected connected) {
      List<String> names = connected.sources().stream().map(Source::name).toList();
      snapshots.keySet().retainAll(names);
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
    if (snapshotSession != session) {
      snapshots.clear();
      snapshotSession = session;
    }
    snapshots.merge(
        newer.source(),
        newer,
        (unseen, next) -> unseen.resets() == next.resets() ? unseen.mergeInto(next) : next);
    return !bringsNothingNew(newer) && announce();
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
    PanelUpdate update = new PanelUpdate(state, List.copyOf(snapshots.values()));
    snapshots.clear();
    return update;
  }

  @GuardedBy("this")
  private boolean announce() {
    boolean tell = !announced;
    announced = true;
    return tell;
  }
}
