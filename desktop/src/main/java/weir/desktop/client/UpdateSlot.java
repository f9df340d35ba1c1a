package weir.desktop.client;

import org.jspecify.annotations.Nullable;
import weir.core.link.Snapshot;

/**
 * One slot between the reader thread and a consumer that may be slow: the newest state and the
 * newest snapshot win, intervals are merged. Thread-safe; every field is guarded by {@code this}.
 */
final class UpdateSlot {

  private final Runnable onNews;
  private ConnectionState state = new ConnectionState.Connecting();
  private int admittedSession;
  private int snapshotSession;
  private @Nullable Snapshot snapshot;
  private boolean announced;

  /**
   * Creates an empty slot.
   *
   * @param onNews told once when the slot turns from taken to filled; runs on the filling thread
   */
  UpdateSlot(Runnable onNews) {
    this.onNews = onNews;
  }

  /** Takes a new state; figures of an earlier session than {@code session} are dropped. */
  void putState(int session, ConnectionState newState) {
    boolean tell;
    synchronized (this) {
      if (newState.equals(state) && admittedSession == session) {
        return;
      }
      if (snapshotSession < session) {
        snapshot = null;
      }
      state = newState;
      admittedSession = session;
      tell = announce();
    }
    if (tell) {
      onNews.run();
    }
  }

  /** Takes a snapshot, which may arrive a moment before its session's state does. */
  void putSnapshot(int session, Snapshot newer) {
    boolean tell;
    synchronized (this) {
      Snapshot unseen = snapshot;
      snapshot =
          unseen != null && snapshotSession == session && unseen.resets() == newer.resets()
              ? unseen.mergeInto(newer)
              : newer;
      snapshotSession = session;
      tell = announce();
    }
    if (tell) {
      onNews.run();
    }
  }

  /** Empties the slot. A snapshot whose session is not admitted yet stays. */
  synchronized PanelUpdate take() {
    announced = false;
    if (snapshotSession > admittedSession) {
      return new PanelUpdate(state, null);
    }
    Snapshot taken = snapshot;
    snapshot = null;
    return new PanelUpdate(state, taken);
  }

  private boolean announce() {
    boolean tell = !announced;
    announced = true;
    return tell;
  }
}
