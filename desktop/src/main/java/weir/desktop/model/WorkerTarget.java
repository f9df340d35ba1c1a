package weir.desktop.model;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * The worker count that the slider shows: what the user chose, until the server confirms or refuses
 * it; otherwise what the server says, whoever asked for it. While a command is under way only the
 * newest choice waits, and it is always sent. FX thread only.
 */
final class WorkerTarget {

  /** A snapshot taken before a change may still arrive after its reply. */
  static final long CONFIRMATION_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReadOnlyIntegerWrapper shown = new ReadOnlyIntegerWrapper(this, "shown", 0);
  private final IntConsumer send;

  private int requested;

  /** What the server has, as far as is known: what it last accepted, or else said. */
  private int inForce;

  private long uptimeNanos;
  private boolean adjusting;
  private boolean underWay;
  private int sent;
  private OptionalInt waiting = OptionalInt.empty();
  private long confirmByNanos = Long.MIN_VALUE;

  /**
   * Creates the target.
   *
   * @param send sends a resize; {@link #onOutcome} must be called once for each
   */
  WorkerTarget(IntConsumer send) {
    this.send = send;
  }

  ReadOnlyIntegerProperty shown() {
    return shown.getReadOnlyProperty();
  }

  /** The user is (or is no longer) holding the slider: changes by others do not move it. */
  void setAdjusting(boolean held) {
    adjusting = held;
    follow();
  }

  /** The user wants this many workers. */
  void choose(int workers) {
    shown.set(workers);
    if (underWay) {
      waiting = OptionalInt.of(workers);
    } else {
      send(workers);
    }
  }

  /** What is requested of the server now, as far as is known. */
  int inForce() {
    return inForce;
  }

  /** Whether nothing is asked for that is not answered yet. */
  boolean isSettled() {
    return !underWay;
  }

  /** The command under way has ended. */
  void onOutcome(boolean accepted) {
    underWay = false;
    if (accepted) {
      inForce = sent;
    }
    if (waiting.isPresent() && waiting.getAsInt() != sent) {
      send(waiting.getAsInt());
      return;
    }
    waiting = OptionalInt.empty();
    confirmByNanos = accepted ? uptimeNanos + CONFIRMATION_NANOS : Long.MIN_VALUE;
    follow();
  }

  /** The server's own count, from each snapshot. */
  void onSnapshot(int serverRequested, long serverUptimeNanos) {
    requested = serverRequested;
    uptimeNanos = serverUptimeNanos;
    if (requested == sent) {
      confirmByNanos = Long.MIN_VALUE;
    }
    if (!underWay && uptimeNanos >= confirmByNanos) {
      inForce = requested;
    }
    follow();
  }

  /** A server that has just been connected to: nothing is confirmed of the last one's. */
  void restart() {
    confirmByNanos = Long.MIN_VALUE;
    uptimeNanos = 0;
  }

  private void send(int workers) {
    waiting = OptionalInt.empty();
    underWay = true;
    sent = workers;
    send.accept(workers);
  }

  private void follow() {
    if (!adjusting && !underWay && uptimeNanos >= confirmByNanos) {
      shown.set(requested);
    }
  }
}
