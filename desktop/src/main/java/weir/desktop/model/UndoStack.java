package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The changes that this panel made to one source, to be taken back one after the other, and to be
 * made again. FX thread only.
 */
final class UndoStack {

  private static final int MOST_CHANGES = 100;

  /** A change, and the movement of the hand that it belongs to. */
  private record Entry(OwnChange change, int gesture) {}

  private final Deque<Entry> done = new ArrayDeque<>();
  private final Deque<Entry> undone = new ArrayDeque<>();
  private final ReadOnlyStringWrapper undo = new ReadOnlyStringWrapper(this, "undo", "");
  private final ReadOnlyStringWrapper redo = new ReadOnlyStringWrapper(this, "redo", "");

  /** What the next undo leads to, e.g. {@code 3 workers}; empty if there is none. */
  ReadOnlyStringProperty undoProperty() {
    return undo.getReadOnlyProperty();
  }

  /** What the next redo leads to; empty if there is none. */
  ReadOnlyStringProperty redoProperty() {
    return redo.getReadOnlyProperty();
  }

  /**
   * Takes a change that was accepted.
   *
   * @param change what was changed
   * @param gesture changes of one gesture, such as a drag, are taken back together
   */
  void made(OwnChange change, int gesture) {
    undone.clear();
    Entry last = done.peekLast();
    if (last != null
        && last.gesture == gesture
        && last.change instanceof OwnChange.Workers before
        && change instanceof OwnChange.Workers now) {
      done.removeLast();
      put(done, new Entry(new OwnChange.Workers(before.from(), now.to()), gesture));
    } else {
      put(done, new Entry(change, gesture));
    }
    show();
  }

  /** The change that the next undo asks for; null if there is none. */
  @Nullable OwnChange nextUndo() {
    Entry last = done.peekLast();
    return last == null ? null : last.change.inverse();
  }

  /** The change that the next redo asks for; null if there is none. */
  @Nullable OwnChange nextRedo() {
    Entry last = undone.peekLast();
    return last == null ? null : last.change;
  }

  /** The next undo was accepted. */
  void undoMade() {
    move(done, undone);
  }

  /** The next redo was accepted. */
  void redoMade() {
    move(undone, done);
  }

  /** Somebody else changed things: there is nothing of one's own to go back to. */
  void clear() {
    done.clear();
    undone.clear();
    show();
  }

  private void move(Deque<Entry> from, Deque<Entry> to) {
    Entry entry = from.pollLast();
    if (entry != null) {
      put(to, entry);
    }
    show();
  }

  private static void put(Deque<Entry> entries, Entry entry) {
    if (entry.change.isNone()) {
      return;
    }
    entries.addLast(entry);
    if (entries.size() > MOST_CHANGES) {
      entries.removeFirst();
    }
  }

  private void show() {
    undo.set(textOf(nextUndo()));
    redo.set(textOf(nextRedo()));
  }

  private static String textOf(@Nullable OwnChange change) {
    return change == null ? "" : change.result();
  }
}
