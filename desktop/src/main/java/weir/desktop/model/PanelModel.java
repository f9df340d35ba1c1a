package weir.desktop.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.GroupShare;
import weir.core.figures.JournalFigures;
import weir.core.figures.LatencySummary;
import weir.core.figures.LoadFigures;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.WorkerCount;
import weir.core.link.RecordingStatus;
import weir.core.link.ServerInfo;
import weir.desktop.client.CommandSender;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.LabProgram;
import weir.desktop.client.PanelFeed;
import weir.desktop.client.PanelUpdate;
import weir.desktop.client.RecordedConnection;
import weir.desktop.client.SourcePast;

/**
 * Everything that the panel shows, as properties. What can be chosen of it is in its {@link
 * #charts()}, what can be asked for in its {@link #commands()}. Confined to the FX thread.
 */
public final class PanelModel {

  private final ReadOnlyObjectWrapper<ConnectionState> connection =
      new ReadOnlyObjectWrapper<>(this, "connection", new ConnectionState.Connecting());
  private final ReadOnlyObjectWrapper<@Nullable ServerInfo> server =
      new ReadOnlyObjectWrapper<>(this, "server", null);

  private final ReadOnlyObjectWrapper<@Nullable RecordedTime> recording =
      new ReadOnlyObjectWrapper<>(this, "recording", null);

  private final ReadOnlyObjectWrapper<List<GroupShare>> shares =
      new ReadOnlyObjectWrapper<>(this, "shares", List.of());

  private final KnownSources known = new KnownSources();
  private final ChartChoice charts = new ChartChoice();
  private final ShownFigures shown = new ShownFigures(charts);
  private final PanelCommands commands;
  private final WhatIfModel whatIf;
  private final LabModel lab;
  private final Executor crossing;

  /** What is shown; news of another comes too late. */
  private @Nullable PanelFeed followed;

  /** Which source of a server that was chosen in the list is wanted; empty for its first. */
  private String wantedSource = "";

  /**
   * Creates the model.
   *
   * @param sender where commands go
   * @param crossing brings replies to the FX thread
   */
  public PanelModel(CommandSender sender, Executor crossing) {
    this(sender, LabProgram.ofLauncher(), crossing);
  }

  /**
   * Creates the model.
   *
   * @param sender where commands go
   * @param program runs the exercises of the lab; empty where there is none
   * @param crossing brings replies to the FX thread
   */
  public PanelModel(CommandSender sender, Optional<LabProgram> program, Executor crossing) {
    lab = new LabModel(program.orElse(null), crossing);
    commands = new PanelCommands(sender, crossing);
    whatIf =
        new WhatIfModel(shown.measuredProperty(), commands, ForkJoinPool.commonPool(), crossing);
    this.crossing = crossing;
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
   * The time of the recording that is followed.
   *
   * @return the property; null where there is a server instead
   */
  public ReadOnlyObjectProperty<@Nullable RecordedTime> recordingProperty() {
    return recording.getReadOnlyProperty();
  }

  /**
   * The sources that the server shows.
   *
   * @return the property; those of the last server while there is none
   */
  public ReadOnlyObjectProperty<List<Source>> sourcesProperty() {
    return known.sourcesProperty();
  }

  /**
   * The source on show.
   *
   * @return the property; null while there is none
   */
  public ReadOnlyObjectProperty<@Nullable Source> sourceProperty() {
    return known.sourceProperty();
  }

  /**
   * Whether the server shows the source on show no more; its figures stay.
   *
   * @return true from when it is gone until another is shown
   */
  public ReadOnlyBooleanProperty sourceGoneProperty() {
    return known.goneProperty();
  }

  /**
   * What the source on show has.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<Parts> partsProperty() {
    return charts.partsProperty();
  }

  /**
   * The row of figures, renewed at most five times a second.
   *
   * @return the property; null before the first snapshot
   */
  public ReadOnlyObjectProperty<@Nullable Figures> figuresProperty() {
    return shown.figuresProperty();
  }

  /**
   * Requested and effective workers, as the server last said.
   *
   * @return the property; null before the first snapshot
   */
  public ReadOnlyObjectProperty<@Nullable WorkerCount> workersProperty() {
    return shown.workersProperty();
  }

  /**
   * What keeps the source's events longer than its process lives.
   *
   * @return its figures; null where nothing does
   */
  public ReadOnlyObjectProperty<@Nullable JournalFigures> journalProperty() {
    return shown.journalProperty();
  }

  /**
   * Who has what, where several processes of a group are added up.
   *
   * @return the property; nobody of a single server
   */
  public ReadOnlyObjectProperty<List<GroupShare>> sharesProperty() {
    return shares.getReadOnlyProperty();
  }

  /**
   * The load that the server sends itself, or the last one.
   *
   * @return the property; null before the first
   */
  public ReadOnlyObjectProperty<@Nullable LoadFigures> loadProperty() {
    return shown.loadProperty();
  }

  /**
   * What theory says, renewed once a second.
   *
   * @return the property; null before there is anything to say
   */
  public ReadOnlyObjectProperty<@Nullable Theory> theoryProperty() {
    return shown.theoryProperty();
  }

  /**
   * What holds the source on show back, renewed once a second.
   *
   * @return the property; null before there is anything to say, and without a server
   */
  public ReadOnlyObjectProperty<@Nullable VerdictText> verdictProperty() {
    return shown.verdictProperty();
  }

  /**
   * What was measured since anything was last set, renewed once a second.
   *
   * @return the property; null before there is anything to say
   */
  public ReadOnlyObjectProperty<@Nullable Measured> measuredProperty() {
    return shown.measuredProperty();
  }

  /**
   * What theory predicted, renewed before {@link #measuredProperty} is.
   *
   * @return the same on each call
   */
  public Forecasts forecasts() {
    return shown.forecasts();
  }

  /**
   * What another number of workers would do.
   *
   * @return the same on each call
   */
  public WhatIfModel whatIf() {
    return whatIf;
  }

  /**
   * The lab.
   *
   * @return the same on each call
   */
  public LabModel lab() {
    return lab;
  }

  /**
   * What the user wants charted.
   *
   * @return the same on each call
   */
  public ChartChoice charts() {
    return charts;
  }

  /**
   * Changes when there is something new to draw: as often as the picture moves by a pixel under
   * load, once a second while nothing changes.
   *
   * @return the property
   */
  public ReadOnlyLongProperty frameProperty() {
    return shown.frameProperty();
  }

  /**
   * Single events of the source on show, those that ended last; read them when {@link
   * #figuresProperty} or {@link #frameProperty} changes.
   *
   * @return how deep the queue was when each came, and how long it took; empty of a recording, and
   *     of what does not tell
   */
  public List<DepthSample.Point> depths() {
    return known.depths();
  }

  /**
   * The charts' past; read it when {@link #frameProperty} changes.
   *
   * @return the history
   */
  public History history() {
    return shown.history();
  }

  /**
   * What all charts look at.
   *
   * @return the same on each call
   */
  public Viewport viewport() {
    return shown.viewport();
  }

  /**
   * The latency on show, of the events of {@link ChartChoice#figureSpanProperty()}.
   *
   * @return the property; null before there is one
   */
  public ReadOnlyObjectProperty<@Nullable LatencySummary> latencyProperty() {
    return shown.latencyProperty();
  }

  /**
   * Compares the two stretches that are selected.
   *
   * @return their figures as of now
   */
  public SpanComparison compare() {
    return SpanComparison.of(
        shown.figures(viewport().firstProperty().get()),
        shown.figures(viewport().secondProperty().get()));
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
  public void follow(PanelFeed updates) {
    crossing.execute(() -> followed = updates);
    if (updates instanceof RecordedConnection recorded) {
      crossing.execute(() -> recording.set(timeOf(recorded)));
    }
    hear(updates);
  }

  private void hear(PanelFeed updates) {
    updates.onRecording(
        status ->
            crossing.execute(
                () -> {
                  if (updates.equals(followed)) {
                    commands.recorder().onStatus(status);
                  }
                }));
    updates.start(
        () ->
            crossing.execute(
                () -> {
                  if (updates.equals(followed)) {
                    apply(updates.take());
                  }
                }));
  }

  /**
   * Shows another server in the place of the one on show: nothing of that stays, and what is still
   * asked of it goes to it. The caller closes its connection.
   *
   * @param next a connection not started yet
   * @param before what the server on show is called, for its answers that come late
   * @param source which source of the next one to show; empty for the first
   */
  public void turnTo(PanelFeed next, String before, String source) {
    followed = next;
    wantedSource = source;
    connection.set(new ConnectionState.Connecting());
    commands.turnTo(before, next);
    shown.startAfresh();
    known.clear();
    server.set(null);
    shares.set(List.of());
    shown.nextFrame();
    hear(next);
  }

  private RecordedTime timeOf(RecordedConnection recorded) {
    shown.history().keepARecording();
    return new RecordedTime(
        recorded, shown, known.sourceProperty()::get, this::showMoment, crossing);
  }

  private void showMoment(List<Snapshot> runUp, boolean goesOn) {
    Source source = known.onShow(runUp.getLast().source());
    if (source != null) {
      shown.showMoment(runUp, goesOn, source);
      commands.onSnapshot(runUp.getLast());
    }
  }

  /**
   * Takes what is new from the connection.
   *
   * @param update state and newest snapshots
   */
  public void apply(PanelUpdate update) {
    // A server's figures belong between its connection and its loss.
    boolean stateFirst =
        update.state() instanceof ConnectionState.Connected
            || update.state() instanceof ConnectionState.Recorded;
    if (stateFirst) {
      onState(update.state());
    }
    update.past().forEach(this::take);
    update.snapshots().forEach(this::take);
    take(update.changes());
    update.depths().forEach(known::keep);
    shares.set(update.shares());
    if (!stateFirst) {
      onState(update.state());
    }
    RecordedTime time = recording.get();
    if (time != null) {
      shown.settleRecorded(time.isLoaded());
      time.onLoaded();
    }
  }

  /** Of the source on show: what the charts do not have yet. */
  private void take(SourcePast past) {
    if (known.onShow(past.source()) == null) {
      return;
    }
    for (Snapshot snapshot : past.snapshots()) {
      // A copy: what is unpacked of it does not stay with the list.
      shown.addPast(snapshot.withInterval(snapshot.interval().packed()));
    }
    shown.tell(past.changes());
  }

  private void take(List<Change> changes) {
    shown.tell(changes.stream().filter(it -> known.onShow(it.source()) != null).toList());
  }

  private void take(Snapshot snapshot) {
    known.keep(snapshot);
    Source source = known.onShow(snapshot.source());
    if (source != null) {
      add(snapshot, source);
    }
  }

  /**
   * Shows another source, for as long as it is there. Charts start afresh.
   *
   * @param name of a source in the list
   */
  public void showSource(String name) {
    Source chosen = known.find(name);
    Source before = known.sourceProperty().get();
    if (chosen != null) {
      show(chosen);
    }
    RecordedTime time = recording.get();
    if (time != null && chosen != null && !chosen.equals(before)) {
      time.loadAnew();
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
          known.forgetSnapshots();
          shown.startAfresh();
        }
        server.set(connected.server());
        if (!(before instanceof ConnectionState.Connected)) {
          commands.connected();
        }
        if (before instanceof ConnectionState.Disconnected) {
          // What was said while there was none is over.
          commands.say(Notice.NONE);
        }
        onSources(connected.sources(), sameServer);
      }
      case ConnectionState.Recorded recorded -> {
        boolean sameSession =
            before instanceof ConnectionState.Recorded earlier
                && earlier.session() == recorded.session();
        if (!sameSession) {
          known.forgetSnapshots();
          shown.startAfresh();
        }
        server.set(recorded.server());
        onSources(recorded.sources(), sameSession);
      }
      case ConnectionState.Disconnected disconnected -> {
        commands.recorder().onStatus(RecordingStatus.NONE);
        Source source = known.sourceProperty().get();
        if (before instanceof ConnectionState.Connected && source != null) {
          shown.settle(source);
          shown.interrupt();
        }
      }
    }
  }

  private void onSources(List<Source> list, boolean sameServer) {
    Source before = known.sourceProperty().get();
    Source now = known.list(list);
    if (before == null && now != null) {
      Source wanted = known.find(wantedSource);
      now = wanted == null ? now : wanted;
      wantedSource = "";
    }
    boolean isGone = before != null && now == null;
    if (!isGone || !sameServer || figuresProperty().get() == null) {
      show(now == null && !list.isEmpty() ? list.getFirst() : now);
    } else if (!known.goneProperty().get()) {
      commands.address(null);
      known.keepWhatIsGone();
      shown.settle(before);
      commands.say(
          Notice.fault("The source " + before.name() + " is gone; what it did stays on show."));
    }
  }

  private void show(@Nullable Source next) {
    Source before = known.sourceProperty().get();
    boolean isSame = before != null && next != null && before.name().equals(next.name());
    // One of that name that comes later is another.
    if (isSame && !known.goneProperty().get()) {
      commands.address(next);
      known.show(next);
      return;
    }
    if (before != null) {
      shown.startAfresh();
    }
    Snapshot newest = known.newestOf(next);
    commands.address(next);
    if (newest != null) {
      // Before its controls are: they follow the figures.
      charts.fit(Parts.of(newest));
    }
    known.show(next);
    if (next != null && newest != null) {
      add(newest, next);
    }
    shown.nextFrame();
  }

  private void add(Snapshot snapshot, Source source) {
    if (connection.get() instanceof ConnectionState.Recorded) {
      // A copy: what is unpacked of it does not stay with the others.
      shown.addRecorded(snapshot.withInterval(snapshot.interval().packed()));
    } else {
      shown.add(snapshot, source);
    }
    commands.onSnapshot(snapshot);
  }
}
