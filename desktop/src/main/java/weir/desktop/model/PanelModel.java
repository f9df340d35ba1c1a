package weir.desktop.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.WorkerCount;
import weir.core.link.ServerInfo;
import weir.core.theory.Predictor;
import weir.desktop.client.CommandSender;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.PanelConnection;
import weir.desktop.client.PanelUpdate;

/**
 * Everything that the panel shows, as properties. What it can ask for is in its {@link
 * #commands()}. Confined to the FX thread.
 */
public final class PanelModel {

  /** Figures that change more often than this cannot be read. */
  private static final long FIGURES_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

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
  private final ReadOnlyObjectWrapper<@Nullable Figures> figures =
      new ReadOnlyObjectWrapper<>(this, "figures", null);
  private final ReadOnlyObjectWrapper<@Nullable WorkerCount> workers =
      new ReadOnlyObjectWrapper<>(this, "workers", null);
  private final ReadOnlyObjectWrapper<@Nullable Theory> theory =
      new ReadOnlyObjectWrapper<>(this, "theory", null);
  private final ObjectProperty<TimeSpan> span =
      new SimpleObjectProperty<>(this, "span", TimeSpan.TWO_MINUTES);
  private final ObjectProperty<LatencyClock> clock =
      new SimpleObjectProperty<>(this, "clock", LatencyClock.RESPONSE);
  private final ObjectProperty<LatencyView> latencyView =
      new SimpleObjectProperty<>(this, "latencyView", LatencyView.BY_COMPLETION);
  private final ReadOnlyLongWrapper frame = new ReadOnlyLongWrapper(this, "frame", 0);

  private final History history = new History();
  private final ObservationWindow window = new ObservationWindow();
  private final PanelCommands commands;
  private final Executor crossing;

  /** The newest of each source that there is, so that one that is chosen is shown at once. */
  private final Map<String, Snapshot> newest = new HashMap<>();

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
    commands = new PanelCommands(sender, crossing);
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
   * What theory says, renewed once a second.
   *
   * @return the property; null before there is anything to say
   */
  public ReadOnlyObjectProperty<@Nullable Theory> theoryProperty() {
    return theory.getReadOnlyProperty();
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
   * What the panel can ask for.
   *
   * @return the commands, for the source on show
   */
  public PanelCommands commands() {
    return commands;
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
          commands.connected();
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
      commands.say(
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
      commands.address(next);
      source.set(next);
      return;
    }
    if (before != null) {
      startAfresh();
    }
    Snapshot known = next == null ? null : newest.get(next.name());
    commands.address(next);
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
    commands.onSnapshot(snapshot);
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
