package weir.desktop.model;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.link.Command;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;

/**
 * What this panel asks of one source, and what it could take back. It keeps sending to its source,
 * whatever is shown meanwhile. FX thread only.
 */
final class SourceHand {

  private enum Origin {
    OWN,
    UNDO,
    REDO
  }

  private final ReadOnlyObjectWrapper<@Nullable ResourceSettings> settings =
      new ReadOnlyObjectWrapper<>(this, "settings", null);
  private final UndoStack undo = new UndoStack();
  private final WorkerTarget target = new WorkerTarget(this::sendWorkers);
  private final Map<String, String> ownTexts = new HashMap<>();
  private final String source;
  private final Dispatch dispatch;

  private OptionalInt ownWorkers = OptionalInt.empty();
  private Origin origin = Origin.OWN;
  private long uptimeNanos;
  private long confirmByNanos = Long.MIN_VALUE;
  private int workersBeforePause = 1;
  private int gesture;
  private boolean adjusting;

  /**
   * Changes of the resource that are sent and not answered: what was done last is not known yet.
   */
  private int unanswered;

  /**
   * Creates a hand that has done nothing yet.
   *
   * @param source name of the source
   * @param dispatch sends the commands
   */
  SourceHand(String source, Dispatch dispatch) {
    this.source = source;
    this.dispatch = dispatch;
  }

  WorkerTarget target() {
    return target;
  }

  UndoStack undoStack() {
    return undo;
  }

  /** The settings of the resource in force; null while unknown. */
  ReadOnlyObjectProperty<@Nullable ResourceSettings> settingsProperty() {
    return settings.getReadOnlyProperty();
  }

  void setAdjusting(boolean held) {
    if (held) {
      gesture++;
    }
    adjusting = held;
    target.setAdjusting(held);
  }

  void resize(int workers) {
    if (!adjusting) {
      gesture++;
    }
    origin = Origin.OWN;
    rememberForPause();
    target.choose(workers);
  }

  /** How many workers there would be after a pause. */
  int workersBeforePause() {
    return workersBeforePause;
  }

  /** A server that has just been connected to: it may be another, and knows nothing of the past. */
  void restart() {
    target.restart();
    uptimeNanos = 0;
    forget();
  }

  void onSnapshot(Snapshot snapshot) {
    uptimeNanos = snapshot.uptimeNanos();
    snapshot.workers().map(WorkerCount::requested).ifPresent(this::onWorkers);
    ResourceSettings now = snapshot.resource().map(ResourceUse::settings).orElse(null);
    if (now != null && !now.equals(settings.get())) {
      settings.set(now);
    }
    if (uptimeNanos >= confirmByNanos && othersChanged(now)) {
      forget();
    }
  }

  void send(Command command, String done) {
    send(command, done, said -> {});
  }

  void send(Command command, String done, Consumer<Notice> then) {
    dispatch.send(source, command, done, then);
  }

  /** Sends a change of the resource; it can be taken back once it is accepted. */
  void sendResource(
      OwnChange.Resource change, Command command, String done, Consumer<Notice> then) {
    sendResource(change, command, done, then, Origin.OWN);
  }

  void undo() {
    make(undo.nextUndo(), Origin.UNDO);
  }

  void redo() {
    make(undo.nextRedo(), Origin.REDO);
  }

  private void make(@Nullable OwnChange change, Origin from) {
    if (change == null || !target.isSettled() || unanswered > 0) {
      return;
    }
    switch (change) {
      case OwnChange.Workers workers -> {
        origin = from;
        rememberForPause();
        target.choose(workers.to());
      }
      case OwnChange.Resource resource ->
          sendResource(
              resource,
              new Command.SetResource(resource.to()),
              "Back to " + resource.result() + ".",
              said -> {},
              from);
    }
  }

  private void sendResource(
      OwnChange.Resource change, Command command, String done, Consumer<Notice> then, Origin from) {
    int hand = ++gesture;
    unanswered++;
    dispatch.send(
        source,
        command,
        done,
        said -> {
          unanswered--;
          if (!said.fault()) {
            ownTexts.putAll(change.to());
            made(change, from, hand);
          }
          then.accept(said);
        });
  }

  private void sendWorkers(int count) {
    OwnChange.Workers change = new OwnChange.Workers(target.inForce(), count);
    Origin from = origin;
    int hand = gesture;
    dispatch.send(
        source,
        new Command.ResizeWorkers(count),
        count == 0
            ? "The pool is paused: 0 workers requested."
            : OwnChange.Workers.text(count) + " requested.",
        said -> {
          if (!said.fault()) {
            ownWorkers = OptionalInt.of(count);
            made(change, from, hand);
          }
          target.onOutcome(!said.fault());
        });
  }

  private void made(OwnChange change, Origin from, int hand) {
    confirmByNanos = uptimeNanos + WorkerTarget.CONFIRMATION_NANOS;
    switch (from) {
      case OWN -> undo.made(change, hand);
      case UNDO -> undo.undoMade();
      case REDO -> undo.redoMade();
    }
  }

  private void onWorkers(int requested) {
    target.onSnapshot(requested, uptimeNanos);
    rememberForPause();
  }

  private void rememberForPause() {
    if (target.inForce() > 0) {
      workersBeforePause = target.inForce();
    }
  }

  private boolean othersChanged(@Nullable ResourceSettings now) {
    if (target.isSettled() && ownWorkers.isPresent() && ownWorkers.getAsInt() != target.inForce()) {
      return true;
    }
    if (now == null || ownTexts.isEmpty()) {
      return false;
    }
    return !ResourceText.write(now).entrySet().containsAll(ownTexts.entrySet());
  }

  private void forget() {
    ownWorkers = OptionalInt.empty();
    ownTexts.clear();
    undo.clear();
  }
}
