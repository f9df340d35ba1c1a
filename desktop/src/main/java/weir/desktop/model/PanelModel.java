package weir.desktop.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.ServerInfo;
import weir.core.settings.DurationText;
import weir.core.theory.Predictor;
import weir.desktop.client.CommandSender;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.PanelConnection;
import weir.desktop.client.PanelUpdate;

/**
 * Everything that the panel shows, as properties, and everything that it can ask for, as commands
 * that return at once. Confined to the FX thread; replies come back over the crossing.
 */
public final class PanelModel {

  /** Figures that change more often than this cannot be read. */
  private static final long FIGURES_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final WorkerRange NO_WORKERS = new WorkerRange(0, 0);

  /** A prediction takes some milliseconds and changes slowly. */
  private static final long THEORY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How often the time axis moves while nothing changes. */
  private static final long IDLE_FRAME_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReadOnlyObjectWrapper<ConnectionState> connection =
      new ReadOnlyObjectWrapper<>(this, "connection", new ConnectionState.Connecting());
  private final ReadOnlyObjectWrapper<@Nullable ServerInfo> server =
      new ReadOnlyObjectWrapper<>(this, "server", null);
  private final ReadOnlyObjectWrapper<List<Source>> sources =
      new ReadOnlyObjectWrapper<>(this, "sources", List.of());
  private final ReadOnlyObjectWrapper<@Nullable Source> source =
      new ReadOnlyObjectWrapper<>(this, "source", null);
  private final ReadOnlyObjectWrapper<Parts> parts =
      new ReadOnlyObjectWrapper<>(this, "parts", Parts.ALL);
  private final ReadOnlyIntegerWrapper targetWorkers =
      new ReadOnlyIntegerWrapper(this, "targetWorkers", 0);
  private final ReadOnlyObjectWrapper<@Nullable Figures> figures =
      new ReadOnlyObjectWrapper<>(this, "figures", null);
  private final ReadOnlyObjectWrapper<@Nullable WorkerCount> workers =
      new ReadOnlyObjectWrapper<>(this, "workers", null);
  private final ReadOnlyObjectWrapper<@Nullable Theory> theory =
      new ReadOnlyObjectWrapper<>(this, "theory", null);
  private final ReadOnlyObjectWrapper<Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice", Notice.NONE);
  private final ObjectProperty<TimeSpan> span =
      new SimpleObjectProperty<>(this, "span", TimeSpan.TWO_MINUTES);
  private final ObjectProperty<LatencyClock> clock =
      new SimpleObjectProperty<>(this, "clock", LatencyClock.RESPONSE);
  private final ObjectProperty<LatencyView> latencyView =
      new SimpleObjectProperty<>(this, "latencyView", LatencyView.BY_COMPLETION);
  private final ReadOnlyLongWrapper frame = new ReadOnlyLongWrapper(this, "frame", 0);

  private final History history = new History();
  private final ObservationWindow window = new ObservationWindow();
  private final CommandSender sender;
  private final Executor crossing;

  /** The newest of each source that there is, so that one that is chosen is shown at once. */
  private final Map<String, Snapshot> newest = new HashMap<>();

  /** Of the source on show: another has another. */
  private WorkerTarget target = new WorkerTarget(count -> {});

  private @Nullable Snapshot latest;
  private @Nullable Snapshot drawn;
  private long figuresAtNanos;
  private long theoryAtNanos;

  /**
   * Creates the model.
   *
   * @param sender where commands go
   * @param crossing brings replies to the FX thread
   */
  public PanelModel(CommandSender sender, Executor crossing) {
    this.sender = sender;
    this.crossing = crossing;
    span.addListener((property, before, after) -> nextFrame());
    clock.addListener((property, before, after) -> nextFrame());
    latencyView.addListener((property, before, after) -> nextFrame());
  }

  /**
   * How the panel stands with its server.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<ConnectionState> connectionProperty() {
    return connection.getReadOnlyProperty();
  }

  /**
   * The server connected to, or the last one while there is none.
   *
   * @return the property; null before the first connection
   */
  public ReadOnlyObjectProperty<@Nullable ServerInfo> serverProperty() {
    return server.getReadOnlyProperty();
  }

  /**
   * The sources that the server shows.
   *
   * @return the property; those of the last server while there is none
   */
  public ReadOnlyObjectProperty<List<Source>> sourcesProperty() {
    return sources.getReadOnlyProperty();
  }

  /**
   * The source on show.
   *
   * @return the property; null while there is none
   */
  public ReadOnlyObjectProperty<@Nullable Source> sourceProperty() {
    return source.getReadOnlyProperty();
  }

  /**
   * What the source on show has.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<Parts> partsProperty() {
    return parts.getReadOnlyProperty();
  }

  /**
   * The row of figures, renewed at most five times a second.
   *
   * @return the property; null before the first snapshot
   */
  public ReadOnlyObjectProperty<@Nullable Figures> figuresProperty() {
    return figures.getReadOnlyProperty();
  }

  /**
   * Requested and effective workers, as the server last said.
   *
   * @return the property; null before the first snapshot
   */
  public ReadOnlyObjectProperty<@Nullable WorkerCount> workersProperty() {
    return workers.getReadOnlyProperty();
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
   * What theory says, renewed once a second.
   *
   * @return the property; null before there is anything to say
   */
  public ReadOnlyObjectProperty<@Nullable Theory> theoryProperty() {
    return theory.getReadOnlyProperty();
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
   * Width of the charts' time axis.
   *
   * @return the property
   */
  public ObjectProperty<TimeSpan> spanProperty() {
    return span;
  }

  /**
   * Which latency the panel charts.
   *
   * @return the property
   */
  public ObjectProperty<LatencyClock> clockProperty() {
    return clock;
  }

  /**
   * Whether latencies are charted by when the events ended or by when they arrived.
   *
   * @return the property
   */
  public ObjectProperty<LatencyView> latencyViewProperty() {
    return latencyView;
  }

  /**
   * Changes when there is something new to draw: as often as the picture moves by a pixel under
   * load, once a second while nothing changes.
   *
   * @return the property
   */
  public ReadOnlyLongProperty frameProperty() {
    return frame.getReadOnlyProperty();
  }

  /**
   * The charts' past; read it when {@link #frameProperty} changes.
   *
   * @return the history
   */
  public History history() {
    return history;
  }

  /**
   * Starts a connection and follows it over the crossing.
   *
   * @param updates a connection not started yet
   */
  public void follow(PanelConnection updates) {
    updates.start(() -> crossing.execute(() -> apply(updates.take())));
  }

  /**
   * Takes what is new from the connection.
   *
   * @param update state and newest snapshots
   */
  public void apply(PanelUpdate update) {
    // A server's figures belong between its connection and its loss.
    boolean stateFirst = update.state() instanceof ConnectionState.Connected;
    if (stateFirst) {
      onState(update.state());
    }
    update.snapshots().forEach(this::take);
    if (!stateFirst) {
      onState(update.state());
    }
  }

  private void take(Snapshot snapshot) {
    if (find(snapshot.source()) != null) {
      newest.put(snapshot.source(), snapshot);
      Source shown = source.get();
      if (shown != null && shown.name().equals(snapshot.source())) {
        onSnapshot(snapshot);
      }
    }
  }

  private @Nullable Source find(String name) {
    for (Source candidate : sources.get()) {
      if (candidate.name().equals(name)) {
        return candidate;
      }
    }
    return null;
  }

  /**
   * Shows another source, for as long as it is there. Charts start afresh.
   *
   * @param name of a source in the list
   */
  public void showSource(String name) {
    Source chosen = find(name);
    if (chosen != null) {
      show(chosen);
    }
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
    Source shown = source.get();
    return shown == null ? NO_WORKERS : shown.capabilities().workers().orElse(NO_WORKERS);
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
          sourceName(),
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
        sourceName(),
        new Command.ResetStatistics(),
        "Statistics start afresh; no event was touched.");
  }

  /** A command without a source is refused where all are. */
  private String sourceName() {
    Source shown = source.get();
    return shown == null ? "none" : shown.name();
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

  private void onState(ConnectionState state) {
    ConnectionState before = connection.get();
    if (state.equals(before)) {
      return;
    }
    connection.set(state);
    switch (state) {
      case ConnectionState.Connecting connecting -> {}
      case ConnectionState.Connected connected -> {
        boolean sameServer = connected.server().equals(server.get());
        if (!sameServer) {
          newest.clear();
          startAfresh();
        }
        server.set(connected.server());
        if (!(before instanceof ConnectionState.Connected)) {
          target.restart();
          notice.set(Notice.NONE);
        }
        onSources(connected.sources(), sameServer);
      }
      case ConnectionState.Disconnected disconnected -> {
        if (before instanceof ConnectionState.Connected) {
          showFigures();
          history.interrupt();
          nextFrame();
        }
      }
    }
  }

  private void onSources(List<Source> list, boolean sameServer) {
    sources.set(list);
    newest.keySet().retainAll(list.stream().map(Source::name).toList());
    Source before = source.get();
    Source now = before == null ? null : find(before.name());
    if (now == null && !list.isEmpty()) {
      now = list.getFirst();
    }
    show(now);
    if (before != null && sameServer && find(before.name()) == null) {
      notice.set(
          Notice.fault(
              "The source "
                  + before.name()
                  + " is gone"
                  + (now == null
                      ? "; the server shows no other."
                      : "; " + now.name() + " is shown instead.")));
    }
  }

  private void show(@Nullable Source next) {
    Source before = source.get();
    if (before != null && next != null && before.name().equals(next.name())) {
      source.set(next);
      return;
    }
    if (before != null) {
      startAfresh();
    }
    Snapshot known = next == null ? null : newest.get(next.name());
    target = targetOf(next == null ? "none" : next.name());
    targetWorkers.bind(target.shown());
    if (known != null) {
      // Before its controls are: they follow the figures.
      onParts(Parts.of(known));
    }
    source.set(next);
    if (known != null) {
      onSnapshot(known);
    }
    nextFrame();
  }

  private void startAfresh() {
    history.clear();
    window.clear();
    theory.set(null);
    figures.set(null);
    workers.set(null);
    latest = null;
    drawn = null;
  }

  private void onParts(Parts now) {
    if (now.equals(parts.get())) {
      return;
    }
    if (!now.clocks().isEmpty() && !now.clocks().contains(clock.get())) {
      for (LatencyClock candidate : LatencyClock.values()) {
        if (now.clocks().contains(candidate)) {
          clock.set(candidate);
          break;
        }
      }
    }
    if (!now.cohorts()) {
      latencyView.set(LatencyView.BY_COMPLETION);
    }
    parts.set(now);
  }

  private void onSnapshot(Snapshot snapshot) {
    boolean first = latest == null || snapshot.uptimeNanos() < latest.uptimeNanos();
    boolean reset = latest != null && snapshot.resets() != latest.resets();
    latest = snapshot;
    onParts(Parts.of(snapshot));
    history.add(snapshot);
    window.add(snapshot);
    if (first || reset || snapshot.uptimeNanos() - theoryAtNanos >= THEORY_NANOS) {
      showTheory(snapshot);
    }
    workers.set(snapshot.workers().orElse(null));
    snapshot
        .workers()
        .ifPresent(count -> target.onSnapshot(count.requested(), snapshot.uptimeNanos()));
    if (first || reset || snapshot.uptimeNanos() - figuresAtNanos >= FIGURES_NANOS) {
      showFigures();
    }
    if (first || reset || frameIsDue(snapshot)) {
      nextFrame();
    }
  }

  private void showTheory(Snapshot snapshot) {
    theoryAtNanos = snapshot.uptimeNanos();
    Source shown = source.get();
    if (shown != null && parts.get().theory()) {
      theory.set(
          window
              .observe(shown.capacity())
              .map(
                  seen ->
                      Theory.of(
                          Predictor.predict(seen),
                          window.meanResponseSeconds(),
                          window.spoilingMicros(),
                          snapshot.cohorts().map(Arrivals::of)))
              .orElse(null));
    }
  }

  private boolean frameIsDue(Snapshot snapshot) {
    Snapshot before = drawn;
    if (before == null) {
      return true;
    }
    long frameNanos = span.get().frameNanos();
    return snapshot.uptimeNanos() - before.uptimeNanos()
        >= (snapshot.sameFiguresAs(before) ? Math.max(frameNanos, IDLE_FRAME_NANOS) : frameNanos);
  }

  private void showFigures() {
    Snapshot snapshot = latest;
    if (snapshot == null) {
      return;
    }
    figuresAtNanos = snapshot.uptimeNanos();
    figures.set(
        new Figures(
            snapshot.ledger(),
            history.throughput(),
            snapshot.resource(),
            history.meanUse(),
            snapshot.sinceReset(),
            snapshot.cohorts().map(Arrivals::of)));
  }

  private void nextFrame() {
    drawn = latest;
    frame.set(frame.get() + 1);
  }
}
