package weir.desktop.model;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.WorkerRange;
import weir.core.link.Command;
import weir.core.settings.DurationText;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;
import weir.desktop.client.CommandSender;

/**
 * Everything that the panel can ask for of the source on show, and the message line, which says
 * what became of it. Commands return at once. Confined to the FX thread; replies come back over the
 * crossing.
 */
public final class PanelCommands implements WorkerSetting {

  private static final WorkerRange NO_WORKERS = new WorkerRange(0, 0);

  private static final String SERVICE_TIME = "service-time";

  private final ReadOnlyIntegerWrapper targetWorkers =
      new ReadOnlyIntegerWrapper(this, "targetWorkers", 0);
  private final ReadOnlyObjectWrapper<@Nullable ResourceSettings> settings =
      new ReadOnlyObjectWrapper<>(this, "settings", null);
  private final ReadOnlyStringWrapper undo = new ReadOnlyStringWrapper(this, "undo", "");
  private final ReadOnlyStringWrapper redo = new ReadOnlyStringWrapper(this, "redo", "");
  private final RecorderHand recorder;

  /** Sends to the server on show. */
  private Dispatch dispatch;

  private @Nullable Source source;

  /** Of the source on show: another has another. */
  private SourceHand hand;

  PanelCommands(CommandSender sender, Executor crossing) {
    this.dispatch = new Dispatch(sender, crossing);
    this.recorder = new RecorderHand(dispatch);
    this.hand = new SourceHand("none", dispatch);
  }

  /**
   * The worker count for the slider to show.
   *
   * @return the property
   */
  @Override
  public ReadOnlyIntegerProperty targetWorkersProperty() {
    return targetWorkers.getReadOnlyProperty();
  }

  /**
   * The message line.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<Notice> noticeProperty() {
    return dispatch.noticeProperty();
  }

  /**
   * The server's recording.
   *
   * @return the same on each call
   */
  public RecorderHand recorder() {
    return recorder;
  }

  /**
   * The settings of the resource in force.
   *
   * @return the property; null while they are unknown
   */
  public ReadOnlyObjectProperty<@Nullable ResourceSettings> settingsProperty() {
    return settings.getReadOnlyProperty();
  }

  /**
   * What {@link #undo} would go back to, e.g. {@code 3 workers}.
   *
   * @return the property; empty if there is nothing to take back
   */
  public ReadOnlyStringProperty undoProperty() {
    return undo.getReadOnlyProperty();
  }

  /**
   * What {@link #redo} would make again.
   *
   * @return the property; empty if there is nothing
   */
  public ReadOnlyStringProperty redoProperty() {
    return redo.getReadOnlyProperty();
  }

  /**
   * Asks for a number of workers. While an earlier wish is under way only the newest is kept.
   *
   * @param count the new target
   */
  @Override
  public void resizeWorkers(int count) {
    hand.resize(count);
  }

  /**
   * Asks for some more or fewer workers, as far as the range goes.
   *
   * @param by how many more; negative for fewer
   */
  @Override
  public void stepWorkers(int by) {
    WorkerRange range = workerRange();
    int wanted = Math.clamp((long) targetWorkers.get() + by, range.least(), range.most());
    if (wanted != targetWorkers.get()) {
      resizeWorkers(wanted);
    }
  }

  /** Asks for no workers at all, or for as many as there were before. */
  public void togglePause() {
    WorkerRange range = workerRange();
    int back = Math.clamp(hand.workersBeforePause(), range.least(), range.most());
    resizeWorkers(targetWorkers.get() == 0 ? back : 0);
  }

  /**
   * Says whether the user holds the slider; others' changes do not move it meanwhile, and what he
   * does until he lets go is one change.
   *
   * @param held true from press to release
   */
  @Override
  public void setAdjustingWorkers(boolean held) {
    hand.setAdjusting(held);
  }

  /**
   * Asks for a number of workers, as typed.
   *
   * @param text a whole number
   */
  @Override
  public void resizeWorkers(String text) {
    try {
      resizeWorkers(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      say(Notice.fault(WorkerSetting.noCount(text, workerRange())));
    }
  }

  /**
   * The worker counts that can be asked for.
   *
   * @return the range of the source on show; 0 to 0 if it can't be resized
   */
  @Override
  public WorkerRange workerRange() {
    return source == null ? NO_WORKERS : source.capabilities().workers().orElse(NO_WORKERS);
  }

  /**
   * Asks for a service time, as typed.
   *
   * @param text a duration, e.g. {@code 500 ms}
   */
  public void setServiceTime(String text) {
    try {
      Duration time = DurationText.parse(text);
      hand.sendResource(
          new OwnChange.Resource(
              Map.of(
                  SERVICE_TIME,
                  ResourceText.write(settingsInForce()).getOrDefault(SERVICE_TIME, "")),
              Map.of(SERVICE_TIME, DurationText.format(time))),
          new Command.SetServiceTime(time.toNanos()),
          "Service time is " + DurationText.shown(time) + " for events that start from now on.",
          said -> {});
    } catch (IllegalArgumentException e) {
      say(Notice.fault(String.valueOf(e.getMessage())));
    }
  }

  /**
   * Asks for other settings of the resource, all at once. Nothing is sent where a text won't do.
   *
   * @param typed a text by key; what is as it was stays
   * @param then gets what the server said, if something was sent and the source is still shown
   * @return what was looked at: its faults belong beside their fields
   */
  public ResourceEdit setResource(Map<String, String> typed, Consumer<Notice> then) {
    ResourceEdit edit = ResourceEdit.of(settingsInForce(), typed);
    if (edit.faults().isEmpty() && !edit.changes().isEmpty()) {
      OwnChange.Resource change = new OwnChange.Resource(edit.before(), edit.changes());
      hand.sendResource(
          change,
          new Command.SetResource(edit.changes()),
          "For events that start from now on: " + change.result() + ".",
          whileShown(then));
    }
    return edit;
  }

  /**
   * Freezes the resource once, for a time as typed.
   *
   * @param text a duration, e.g. {@code 5 s}
   * @return a sentence if the text won't do, else empty
   */
  public String freeze(String text) {
    try {
      Duration time = DurationText.parse(text);
      hand.send(
          new Command.FreezeResource(time.toNanos()),
          "The resource stands still for " + DurationText.shown(time) + ".");
      return "";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Asks for a fresh start of the ledger and the latencies. */
  public void resetStatistics() {
    hand.send(new Command.ResetStatistics(), "Statistics start afresh; no event was touched.");
  }

  /**
   * Has the server send itself a load.
   *
   * @param settings a text by key, as {@link weir.core.settings.LoadFlag} lists them; the server
   *     reads them
   * @param then gets what the server said, if the source is still shown
   */
  public void startLoad(Map<String, String> settings, Consumer<Notice> then) {
    hand.send(new Command.StartLoad(settings), "The load starts in a moment.", whileShown(then));
  }

  /**
   * Ends the load that the server sends itself.
   *
   * @param then gets what the server said, if the source is still shown
   */
  public void stopLoad(Consumer<Notice> then) {
    hand.send(
        new Command.StopLoad(),
        "Nothing more is sent; events in the pipeline stay.",
        whileShown(then));
  }

  /** Takes back the last change that this panel made, if nobody else has made one since. */
  public void undo() {
    hand.undo();
  }

  /** Makes again what was last taken back. */
  public void redo() {
    hand.redo();
  }

  /** What is said of a source that is not shown any more is of no use beside another's fields. */
  private Consumer<Notice> whileShown(Consumer<Notice> then) {
    SourceHand asked = hand;
    return said -> {
      if (hand == asked) {
        then.accept(said);
      }
    };
  }

  /**
   * From now on commands go to another server; there is no source of it yet.
   *
   * @param before what the server before is called
   * @param next sends to the other
   */
  void turnTo(String before, CommandSender next) {
    dispatch = dispatch.leaveFor(before, next);
    recorder.turnTo(dispatch);
    address(null);
    say(Notice.NONE);
  }

  /** From now on commands are for this source. */
  void address(@Nullable Source next) {
    Source before = source;
    source = next;
    dispatch.showSource(next == null ? "" : next.name());
    if (before == null || next == null || !before.name().equals(next.name())) {
      // A command without a source is refused where all are.
      hand = new SourceHand(next == null ? "none" : next.name(), dispatch);
      targetWorkers.bind(hand.target().shown());
      settings.bind(hand.settingsProperty());
      undo.bind(hand.undoStack().undoProperty());
      redo.bind(hand.undoStack().redoProperty());
    }
  }

  /** A server has just been connected to. */
  void connected() {
    hand.restart();
  }

  void onSnapshot(Snapshot snapshot) {
    hand.onSnapshot(snapshot);
  }

  /**
   * Puts a sentence into the message line.
   *
   * @param next what to say
   */
  public void say(Notice next) {
    dispatch.say(next);
  }

  private ResourceSettings settingsInForce() {
    return Objects.requireNonNullElse(settings.get(), ResourceSettings.DEFAULTS);
  }
}
