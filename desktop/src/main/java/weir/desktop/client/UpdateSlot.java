package weir.desktop.client;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;

/**
 * One slot between the reader thread and a consumer that may be slow: the newest state and the
 * newest snapshot win, intervals are merged. Thread-safe; every field is guarded by {@code this}.
 */
final class UpdateSlot {

  /** How often a consumer hears from a pipeline in which nothing changes. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private ConnectionState state = new ConnectionState.Connecting();
  private int admittedSession;
  private int snapshotSession;
  private @Nullable Snapshot snapshot;
  private @Nullable Snapshot lastTaken;
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
      snapshot = null;
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
    Snapshot unseen = snapshot;
    snapshot =
        unseen != null && snapshotSession == session && unseen.resets() == newer.resets()
            ? unseen.mergeInto(newer)
            : newer;
    snapshotSession = session;
    return !bringsNothingNew(newer) && announce();
  }

  private boolean bringsNothingNew(Snapshot newer) {
    Snapshot last = lastTaken;
    return last != null
        && newer.uptimeNanos() >= last.uptimeNanos()
        && newer.uptimeNanos() - last.uptimeNanos() < QUIET_NANOS
        && newer.sameFiguresAs(last);
  }

  /** Empties the slot. A snapshot whose session is not admitted yet stays. */
  synchronized PanelUpdate take() {
    announced = false;
    if (snapshotSession > admittedSession) {
      return new PanelUpdate(state, null);
    }
    Snapshot taken = snapshot;
    snapshot = null;
    if (taken != null) {
      lastTaken = taken;
    }
    return new PanelUpdate(state, taken);
  }

  private boolean announce() {
    boolean tell = !announced;
    announced = true;
    return tell;
  }
}
