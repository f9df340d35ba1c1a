package weir.desktop.model;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.WorkerRange;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.settings.DurationText;
import weir.desktop.client.CommandSender;

/**
 * Everything that the panel can ask for of the source on show, and the message line, which says
 * what became of it. Commands return at once. Confined to the FX thread; replies come back over the
 * crossing.
 */
public final class PanelCommands {

  private static final WorkerRange NO_WORKERS = new WorkerRange(0, 0);

  private final ReadOnlyIntegerWrapper targetWorkers =
      new ReadOnlyIntegerWrapper(this, "targetWorkers", 0);
  private final ReadOnlyObjectWrapper<Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice", Notice.NONE);
  private final CommandSender sender;
  private final Executor crossing;

  private @Nullable Source source;

  /** Of the source on show: another has another. */
  private WorkerTarget target = new WorkerTarget(count -> {});

  PanelCommands(CommandSender sender, Executor crossing) {
    this.sender = sender;
    this.crossing = crossing;
  }

  /**
   * The worker count for the slider to show.
   *
   * @return the property
   */
  public ReadOnlyIntegerProperty targetWorkersProperty() {
    return targetWorkers.getReadOnlyProperty();
  }

  /**
   * The message line.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /**
   * Asks for a number of workers. While an earlier wish is under way only the newest is kept.
   *
   * @param count the new target
   */
  public void resizeWorkers(int count) {
    target.choose(count);
  }

  /**
   * Says whether the user holds the slider; others' changes do not move it meanwhile.
   *
   * @param held true from press to release
   */
  public void setAdjustingWorkers(boolean held) {
    target.setAdjusting(held);
  }

  /**
   * Asks for a number of workers, as typed.
   *
   * @param text a whole number
   */
  public void resizeWorkers(String text) {
    try {
      resizeWorkers(Integer.parseInt(text.strip()));
    } catch (NumberFormatException e) {
      notice.set(
          Notice.fault(
              String.format(
                  Locale.ROOT,
                  "“%s” is no worker count: type a whole number from %d to %d.",
                  text.strip(),
                  workerRange().least(),
                  workerRange().most())));
    }
  }

  /**
   * The worker counts that can be asked for.
   *
   * @return the range of the source on show; 0 to 0 if it can't be resized
   */
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
      long nanos = DurationText.parse(text).toNanos();
      send(
          nameOf(source),
          new Command.SetServiceTime(nanos),
          "Service time is "
              + DurationText.shown(Duration.ofNanos(nanos))
              + " for events that start from now on.");
    } catch (IllegalArgumentException e) {
      notice.set(Notice.fault(String.valueOf(e.getMessage())));
    }
  }

  /** Asks for a fresh start of the ledger and the latencies. */
  public void resetStatistics() {
    send(
        nameOf(source),
        new Command.ResetStatistics(),
        "Statistics start afresh; no event was touched.");
  }

  /** From now on commands are for this source. */
  void address(@Nullable Source next) {
    Source before = source;
    source = next;
    if (before == null || next == null || !before.name().equals(next.name())) {
      target = targetOf(nameOf(next));
      targetWorkers.bind(target.shown());
    }
  }

  /** A server has just been connected to. */
  void connected() {
    target.restart();
    notice.set(Notice.NONE);
  }

  void onSnapshot(Snapshot snapshot) {
    snapshot
        .workers()
        .ifPresent(count -> target.onSnapshot(count.requested(), snapshot.uptimeNanos()));
  }

  void say(Notice next) {
    notice.set(next);
  }

  /** A command without a source is refused where all are. */
  private static String nameOf(@Nullable Source source) {
    return source == null ? "none" : source.name();
  }

  /** A source's target keeps sending to it, whatever is shown meanwhile. */
  private WorkerTarget targetOf(String name) {
    WorkerTarget[] made = new WorkerTarget[1];
    made[0] = new WorkerTarget(count -> sendResize(name, count, made[0]::onOutcome));
    return made[0];
  }

  private void sendResize(String name, int count, Consumer<Boolean> then) {
    String done =
        count == 0
            ? "The pool is paused: 0 workers requested."
            : String.format(Locale.ROOT, "%d worker%s requested.", count, count == 1 ? "" : "s");
    send(name, new Command.ResizeWorkers(count), done, then);
  }

  private void send(String name, Command command, String done) {
    send(name, command, done, accepted -> {});
  }

  @SuppressWarnings("FutureReturnValueIgnored") // handle() has seen to every failure
  private void send(String name, Command command, String done, Consumer<Boolean> then) {
    sender
        .send(name, command)
        .handle((outcome, failure) -> new Reply(outcome, noticeOf(outcome, failure, done)))
        .thenAcceptAsync(
            reply -> {
              notice.set(reply.notice);
              then.accept(reply.outcome instanceof CommandOutcome.Accepted);
            },
            crossing);
  }

  private record Reply(@Nullable CommandOutcome outcome, Notice notice) {}

  private static Notice noticeOf(
      @Nullable CommandOutcome outcome, @Nullable Throwable failure, String done) {
    if (outcome instanceof CommandOutcome.Refused refused) {
      return Notice.fault(refused.reason());
    }
    if (outcome == null) {
      String why = failure == null ? "no reply" : String.valueOf(failure.getMessage());
      return Notice.fault(
          "The command had no answer (" + why + "); look at the figures, then try again.");
    }
    return Notice.info(done);
  }
}
