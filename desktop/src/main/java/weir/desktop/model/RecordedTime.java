package weir.desktop.model;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.desktop.client.RecordedConnection;

/**
 * The time of a recording that is looked at. There is one: it is the right end of the charts, and
 * the figures are as of it. Whoever moves the charts moves it, and the other way round. FX thread
 * only.
 */
public final class RecordedTime {

  /** Speeds to play at, in times the recording's own. */
  public static final List<Integer> SPEEDS = List.of(1, 10, 100);

  /** Figures that change more often can't be read. */
  private static final long FIGURES_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** What the figures of a moment are made of. */
  private static final long RUN_UP_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final RecordedConnection recording;
  private final Viewport viewport;
  private final History history;
  private final Supplier<@Nullable Source> source;
  private final Figures figures;
  private final Executor crossing;
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
  private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing", false);
  private int speed = 1;

  /** Where to go once it is loaded; negative for nowhere. */
  private long goalNanos = -1;

  /**
   * Of what moment figures were last asked for, on the source's uptime; those just loaded count.
   */
  private long askedNanos;

  /** Of what moment they are. */
  private long shownNanos;

  /** Shows the figures of a moment. */
  interface Figures {

    /**
     * Shows them.
     *
     * @param snapshots what was told shortly before it, and at last at it
     * @param goesOn whether they go on where the figures on show are
     */
    void show(List<Snapshot> snapshots, boolean goesOn);
  }

  /**
   * Creates the time of a recording.
   *
   * @param recording what is looked at
   * @param shown what is charted of it
   * @param source the source on show
   * @param figures shows the figures of a moment
   * @param crossing brings answers to the FX thread
   */
  RecordedTime(
      RecordedConnection recording,
      ShownFigures shown,
      Supplier<@Nullable Source> source,
      Figures figures,
      Executor crossing) {
    this.recording = recording;
    this.viewport = shown.viewport();
    this.history = shown.history();
    this.source = source;
    this.figures = figures;
    this.crossing = crossing;
    viewport.viewProperty().addListener((property, before, now) -> showFigures());
    playing.addListener((property, before, now) -> showFigures());
  }

  /**
   * How long the recording is.
   *
   * @return nanoseconds
   */
  public long lengthNanos() {
    return recording.lengthNanos();
  }

  /**
   * How much is loaded of what is to be.
   *
   * @return the property, from 0 to 1
   */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /**
   * Whether the time moves by itself; false again at the end.
   *
   * @return the property
   */
  public BooleanProperty playingProperty() {
    return playing;
  }

  /**
   * Sets how fast it plays.
   *
   * @param times one of {@link #SPEEDS}
   */
  public void setSpeed(int times) {
    speed = times;
  }

  /**
   * The time that is looked at.
   *
   * @return nanoseconds since the start of the recording
   */
  public long positionNanos() {
    if (goalNanos >= 0) {
      return goalNanos;
    }
    // The end of a recording is a little later than that of its figures.
    return viewport.viewProperty().get().following()
        ? recording.loaded().reachedNanos()
        : Math.clamp(uptimeNanos() - aheadNanos(), 0, recording.lengthNanos());
  }

  /** The right end of the charts, or of what is in them. */
  private long uptimeNanos() {
    long now = history.nowNanos();
    return viewport.viewProperty().get().following()
        ? now
        : Math.min(now, viewport.window().toNanos());
  }

  private long aheadNanos() {
    Source shown = source.get();
    return (shown == null ? OptionalLong.empty() : recording.aheadNanos(shown.name())).orElse(0);
  }

  /**
   * Goes to a time; what is not loaded is loaded first.
   *
   * @param nanos since the start of the recording; what is out of it means its end
   */
  public void seek(long nanos) {
    long to = Math.clamp(nanos, 0, recording.lengthNanos());
    RecordedConnection.Loaded loaded = recording.loaded();
    if (!loaded.covers(to)) {
      goalNanos = to;
      recording.load(to);
    } else if (to > loaded.reachedNanos()) {
      goalNanos = to;
    } else {
      goalNanos = -1;
      viewport.endAt(to + aheadNanos());
    }
  }

  /** Plays or pauses. To play at the end starts from the beginning. */
  public void togglePlaying() {
    if (!playing.get() && positionNanos() >= recording.lengthNanos()) {
      seek(0);
    }
    playing.set(!playing.get());
  }

  /**
   * Lets it play for a while.
   *
   * @param elapsedNanos how long, by the viewer's clock
   */
  public void play(long elapsedNanos) {
    if (!playing.get() || goalNanos >= 0) {
      return; // What is not loaded can't be played yet.
    }
    long next = positionNanos() + speed * elapsedNanos;
    seek(next);
    playing.set(next < recording.lengthNanos());
  }

  /** Another source is on show, of which nothing was kept. */
  void loadAnew() {
    goalNanos = positionNanos();
    recording.load(goalNanos);
  }

  /** More of it was loaded. */
  void onLoaded() {
    RecordedConnection.Loaded loaded = recording.loaded();
    long all = loaded.toNanos() - loaded.fromNanos();
    progress.set(all == 0 ? 1 : (double) (loaded.reachedNanos() - loaded.fromNanos()) / all);
    if (viewport.viewProperty().get().following()) {
      askedNanos = loaded.isComplete() ? -1 : history.nowNanos();
      shownNanos = -1;
    }
    if (goalNanos >= 0 && goalNanos <= loaded.reachedNanos()) {
      seek(goalNanos);
    }
    if (loaded.isComplete()) {
      showFigures();
    }
  }

  /** Whether all is loaded that is to be. */
  boolean isLoaded() {
    return recording.loaded().isComplete();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a recording that can't be read has no figures
  private void showFigures() {
    Source shown = source.get();
    long uptime = uptimeNanos();
    long step = playing.get() ? speed * FIGURES_NANOS : 1;
    if (shown == null || Math.abs(uptime - askedNanos) < step) {
      return;
    }
    askedNanos = uptime;
    boolean goesOn = shownNanos >= 0 && uptime > shownNanos && uptime - shownNanos < RUN_UP_NANOS;
    recording
        .before(shown.name(), goesOn ? shownNanos : uptime - RUN_UP_NANOS, uptime)
        .thenAcceptAsync(
            snapshots -> {
              if (!snapshots.isEmpty()) {
                figures.show(snapshots, goesOn);
                shownNanos = snapshots.getLast().uptimeNanos();
              }
            },
            crossing);
  }
}
