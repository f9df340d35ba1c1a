package weir.desktop.model;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Change;
import weir.core.figures.JournalFigures;
import weir.core.figures.LatencySummary;
import weir.core.figures.LoadFigures;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;
import weir.core.theory.Diagnosis;
import weir.core.theory.Measurement;
import weir.core.theory.PredictionBands;
import weir.core.theory.Predictor;
import weir.core.theory.WhatIf;

/**
 * What the snapshots of the source on show come to: its figures, its past and what theory says,
 * each renewed as often as it can be read. FX thread only.
 */
final class ShownFigures {

  /** Figures that change more often than this cannot be read. */
  private static final long FIGURES_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Percentiles of the last seconds are added up anew each time, and change slowly. */
  private static final long LATENCY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** A prediction takes some milliseconds and changes slowly. */
  private static final long THEORY_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Width of a usual chart: redrawing before the picture has moved by one shows nothing new. */
  private static final int PIXELS = 600;

  private static final long LEAST_FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How often the time axis moves while nothing changes. */
  private static final long IDLE_FRAME_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ReadOnlyObjectWrapper<@Nullable Figures> figures =
      new ReadOnlyObjectWrapper<>(this, "figures", null);
  private final ReadOnlyObjectWrapper<@Nullable WorkerCount> workers =
      new ReadOnlyObjectWrapper<>(this, "workers", null);
  private final ReadOnlyObjectWrapper<@Nullable Theory> theory =
      new ReadOnlyObjectWrapper<>(this, "theory", null);
  private final ReadOnlyObjectWrapper<@Nullable LoadFigures> load =
      new ReadOnlyObjectWrapper<>(this, "load", null);
  private final ReadOnlyObjectWrapper<@Nullable JournalFigures> journal =
      new ReadOnlyObjectWrapper<>(this, "journal", null);
  private final ReadOnlyObjectWrapper<@Nullable VerdictText> verdict =
      new ReadOnlyObjectWrapper<>(this, "verdict", null);
  private final ReadOnlyObjectWrapper<@Nullable Measured> measured =
      new ReadOnlyObjectWrapper<>(this, "measured", null);
  private final ReadOnlyLongWrapper frame = new ReadOnlyLongWrapper(this, "frame", 0);

  private final ChartChoice charts;
  private final History history = new History();
  private final ObservationWindow window = new ObservationWindow();
  private final SaturatedThroughputs throughputs = new SaturatedThroughputs();
  private final HeldVerdict held = new HeldVerdict();
  private final Forecasts forecasts = new Forecasts();
  private final Viewport viewport =
      new Viewport(() -> new View.Known(history.oldestNanos(), edgeNanos()));
  private final ReadOnlyObjectWrapper<@Nullable LatencySummary> latency =
      new ReadOnlyObjectWrapper<>(this, "latency", null);

  private @Nullable Snapshot latest;
  private @Nullable Snapshot drawn;
  private boolean ofAMoment;

  /** By the viewer's clock. */
  private long settledAtNanos = System.nanoTime() - FIGURES_NANOS;

  private long figuresAtNanos;
  private long latencyAtNanos;
  private long theoryAtNanos;

  ShownFigures(ChartChoice charts) {
    this.charts = charts;
    charts.onChange(this::nextFrame);
    charts.clockProperty().subscribe(now -> showLatency());
    charts.figureSpanProperty().subscribe(now -> showLatency());
    SpanChoice.join(charts.spanProperty(), viewport);
    viewport.viewProperty().addListener((property, before, after) -> nextFrame());
  }

  ReadOnlyObjectProperty<@Nullable Figures> figuresProperty() {
    return figures.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable WorkerCount> workersProperty() {
    return workers.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Theory> theoryProperty() {
    return theory.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable JournalFigures> journalProperty() {
    return journal.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable LoadFigures> loadProperty() {
    return load.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable VerdictText> verdictProperty() {
    return verdict.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Measured> measuredProperty() {
    return measured.getReadOnlyProperty();
  }

  ReadOnlyLongProperty frameProperty() {
    return frame.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable LatencySummary> latencyProperty() {
    return latency.getReadOnlyProperty();
  }

  Viewport viewport() {
    return viewport;
  }

  /**
   * The right end of a picture that follows the time: now, or as far ahead as something is known.
   */
  private long edgeNanos() {
    long now = history.nowNanos();
    View view = viewport.viewProperty().get();
    return view.following() ? now + forecasts.aheadNanos(now, view.spanNanos()) : now;
  }

  /** Figures of the clock on show; null of no stretch. */
  @Nullable SpanFigures figures(@Nullable TimeWindow stretch) {
    return stretch == null
        ? null
        : history.figures(stretch.fromNanos(), stretch.toNanos(), charts.clockProperty().get());
  }

  Forecasts forecasts() {
    return forecasts;
  }

  History history() {
    return history;
  }

  /** Another source, or another server: nothing of the last one's is shown. */
  void startAfresh() {
    history.clear();
    viewport.startAfresh();
    window.clear();
    throughputs.clear();
    forecasts.clear();
    forgetVerdict();
    theory.set(null);
    measured.set(null);
    figures.set(null);
    latency.set(null);
    workers.set(null);
    load.set(null);
    journal.set(null);
    latest = null;
    drawn = null;
  }

  /** The server is lost: its last figures stay, its charts have a gap from here on. */
  void interrupt() {
    showFigures();
    showLatency();
    // What was true of a server that is gone is true of nothing.
    forgetVerdict();
    history.interrupt();
    nextFrame();
  }

  /** Takes a snapshot of the source on show. */
  void add(Snapshot snapshot, Source source) {
    if (history.knows(snapshot)) {
      return;
    }
    boolean first = latest == null || snapshot.uptimeNanos() < latest.uptimeNanos();
    boolean reset = latest != null && snapshot.resets() != latest.resets();
    latest = snapshot;
    charts.fit(Parts.of(snapshot));
    history.add(snapshot);
    window.add(snapshot);
    if (first || reset || snapshot.uptimeNanos() - theoryAtNanos >= THEORY_NANOS) {
      showTheory(snapshot, source);
    }
    showWorkers(snapshot);
    load.set(snapshot.load().orElse(null));
    journal.set(snapshot.journal().orElse(null));
    if (first || reset || snapshot.uptimeNanos() - figuresAtNanos >= FIGURES_NANOS) {
      showFigures();
    }
    if (reset) {
      showLatency();
    }
    if (first || reset || frameIsDue(snapshot)) {
      nextFrame();
    }
  }

  /** Takes a snapshot that the server has kept: it fills the charts, and is shown nowhere else. */
  void addPast(Snapshot snapshot) {
    history.unknownOf(snapshot).ifPresent(this::keep);
  }

  private void keep(Snapshot snapshot) {
    history.add(snapshot);
    window.add(snapshot);
  }

  /** Takes changes that the source tells of. */
  void tell(List<Change> changes) {
    boolean news = false;
    for (Change change : changes) {
      news |= history.tell(change);
    }
    if (news) {
      showLatency();
      nextFrame();
    }
  }

  /**
   * Takes a snapshot of a recording, of which many come at once: {@link #settleRecorded} shows the
   * last.
   */
  void addRecorded(Snapshot snapshot) {
    history
        .unknownOf(snapshot)
        .ifPresent(
            rest -> {
              history.add(rest);
              if (viewport.viewProperty().get().following()) {
                // Its theory is made once it is loaded: see showMoment.
                latest = rest;
                ofAMoment = false;
                charts.fit(Parts.of(rest));
              }
            });
  }

  /** Shows what was added of a recording, unless an earlier moment of it is looked at. */
  void settleRecorded(boolean complete) {
    long now = System.nanoTime();
    // To load is what takes the time.
    if (!complete && now - settledAtNanos < FIGURES_NANOS) {
      return;
    }
    settledAtNanos = now;
    Snapshot newest = latest;
    if (newest != null && viewport.viewProperty().get().following()) {
      showWorkers(newest);
      showFigures();
      showLatency();
    }
    nextFrame();
  }

  /**
   * Shows a moment of a recording: the charts have it, the figures are made anew.
   *
   * @param runUp what was shown shortly before it, and at last at it
   * @param goesOn whether it goes on where the figures on show are
   */
  void showMoment(List<Snapshot> runUp, boolean goesOn, Source source) {
    if (!goesOn) {
      window.clear();
      // They go on in time, and this may be an earlier one.
      forecasts.clear();
      forgetVerdict();
      theoryAtNanos = Long.MIN_VALUE / 2;
    }
    Snapshot before = latest;
    long known = goesOn && before != null ? before.uptimeNanos() : Long.MIN_VALUE;
    runUp.stream()
        .filter(snapshot -> snapshot.uptimeNanos() > known)
        .map(snapshot -> snapshot.withInterval(snapshot.interval().packed()))
        .forEach(this::addToFigures);
    settle(source);
  }

  private void addToFigures(Snapshot snapshot) {
    latest = snapshot;
    ofAMoment = true;
    charts.fit(Parts.of(snapshot));
    window.add(snapshot);
  }

  /** Shows what was added, also where nothing follows that would bring it to light. */
  void settle(Source source) {
    Snapshot newest = latest;
    if (newest == null) {
      return;
    }
    if (Math.abs(newest.uptimeNanos() - theoryAtNanos) >= THEORY_NANOS) {
      showTheory(newest, source);
    }
    showWorkers(newest);
    load.set(newest.load().orElse(null));
    journal.set(newest.journal().orElse(null));
    showFigures();
    showLatency();
    nextFrame();
  }

  void nextFrame() {
    drawn = latest;
    frame.set(frame.get() + 1);
  }

  private void showTheory(Snapshot snapshot, Source source) {
    theoryAtNanos = snapshot.uptimeNanos();
    if (!charts.partsProperty().get().theory()) {
      forgetVerdict();
      return;
    }
    theory.set(
        window
            .observe(source.capacity())
            .map(
                seen ->
                    Theory.of(
                        Predictor.predict(seen),
                        window.meanResponseSeconds(),
                        window.spoilingMicros(),
                        snapshot.cohorts().map(Arrivals::of)))
            .orElse(null));
    Measured now = Measured.of(window, source.capacity(), throughputs, snapshot);
    if (now != null) {
      showVerdict(now, source);
      forecasts.add(theoryAtNanos, forecast(now.measurement()));
    }
    measured.set(now);
  }

  private void showVerdict(Measured now, Source source) {
    Measurement seen = now.measurement();
    Diagnosis diagnosis = Diagnosis.of(seen, now.scaling());
    VerdictText found =
        VerdictText.of(diagnosis, seen, WhatIf.of(seen, now.scaling()), mostWorkers(seen, source));
    verdict.set(held.next(diagnosis.limit(), found, theoryAtNanos));
  }

  private static PredictionBands forecast(Measurement seen) {
    return PredictionBands.of(
        Predictor.predict(seen.seen()), seen, Forecasts.HORIZON_SECONDS, Forecasts.LINE_POINTS);
  }

  /** Where workers can't be set, there are no more than those there are. */
  private static int mostWorkers(Measurement seen, Source source) {
    return source
        .capabilities()
        .workers()
        .map(WorkerRange::most)
        .orElseGet(() -> seen.seen().workers());
  }

  private void forgetVerdict() {
    held.clear();
    verdict.set(null);
  }

  private boolean frameIsDue(Snapshot snapshot) {
    Snapshot before = drawn;
    if (before == null) {
      return true;
    }
    View view = viewport.viewProperty().get();
    long pixelNanos = view.spanNanos() / PIXELS;
    // A picture that stands only tells how far it is behind.
    long frameNanos =
        view.following()
            ? Math.clamp(pixelNanos, LEAST_FRAME_NANOS, IDLE_FRAME_NANOS)
            : IDLE_FRAME_NANOS;
    return snapshot.uptimeNanos() - before.uptimeNanos()
        >= (snapshot.sameFiguresAs(before) ? Math.max(frameNanos, IDLE_FRAME_NANOS) : frameNanos);
  }

  /** Their time goes on with every snapshot, and what is bound to them is laid out anew. */
  private void showWorkers(Snapshot snapshot) {
    WorkerCount shown = workers.get();
    WorkerCount now = snapshot.workers().orElse(null);
    if (shown == null || now == null || !now.sameCountsAs(shown)) {
      workers.set(now);
    }
  }

  private void showFigures() {
    Snapshot snapshot = latest;
    if (snapshot == null) {
      return;
    }
    figuresAtNanos = snapshot.uptimeNanos();
    if (latency.get() == null
        || ofAMoment
        || Math.abs(snapshot.uptimeNanos() - latencyAtNanos) >= LATENCY_NANOS) {
      showLatency();
    }
    figures.set(
        new Figures(
            snapshot.ledger(),
            ofAMoment ? history.throughputAt(snapshot.uptimeNanos()) : history.throughput(),
            snapshot.resource(),
            ofAMoment ? history.useAt(snapshot.uptimeNanos()) : history.meanUse(),
            snapshot.sinceReset(),
            snapshot.cohorts().map(Arrivals::of)));
  }

  private void showLatency() {
    Snapshot snapshot = latest;
    if (snapshot != null) {
      latencyAtNanos = snapshot.uptimeNanos();
      latency.set(
          charts
              .figureSpanProperty()
              .get()
              .read(snapshot, history, charts.clockProperty().get())
              .orElse(null));
    }
  }
}
