package weir.desktop.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Change;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;
import weir.core.link.Recording;
import weir.core.link.ServerInfo;

/**
 * A recording in the place of a server. It plays from any moment on, at some speed; to a moment it
 * goes as fast as the consumer takes what was before it. Thread-safe.
 */
public final class RecordedConnection implements PanelFeed {

  /** Speeds to play at, in times the recording's own. */
  public static final List<Integer> SPEEDS = List.of(1, 10, 100);

  /** What the charts' widest axis shows of the time before. */
  private static final long PAST_NANOS = TimeUnit.MINUTES.toNanos(10);

  private static final int MOST_SNAPSHOTS = 200;
  private static final long TICK_MILLIS = 50;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final Recording recording;
  private final Thread thread;

  /** Set before {@link #thread} starts. */
  private Runnable onNews = () -> {};

  /** Counts the jumps: what was shown before one is of another time. */
  @GuardedBy("this")
  private int session = 1;

  /** Up to where the recording is to be shown. */
  @GuardedBy("this")
  private long goalNanos;

  @GuardedBy("this")
  private boolean jumped = true;

  @GuardedBy("this")
  private boolean playing;

  @GuardedBy("this")
  private int speed = 1;

  @GuardedBy("this")
  private List<Snapshot> waiting = new ArrayList<>();

  @GuardedBy("this")
  private List<Change> waitingChanges = new ArrayList<>();

  @GuardedBy("this")
  private ConnectionState state = new ConnectionState.Connecting();

  @GuardedBy("this")
  private long shownNanos = -1;

  /** Whether there is news that nobody has taken. */
  @GuardedBy("this")
  private boolean announced;

  private RecordedConnection(Recording recording) {
    this.recording = recording;
    this.thread = new Thread(this::play, "weir-panel-recording");
    this.thread.setDaemon(true);
    // All of a short one; of a long one its end.
    goalNanos = recording.lengthNanos();
  }

  /**
   * Opens a recording.
   *
   * @param file where it is
   * @return a connection that does nothing yet
   * @throws LinkException if it can't be read; the message says why and what to do
   */
  public static RecordedConnection open(Path file) throws LinkException {
    return new RecordedConnection(Recording.open(file));
  }

  @Override
  public void start(Runnable listener) {
    onNews = listener;
    thread.start();
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
   * When it was started.
   *
   * @return wall-clock time, in milliseconds since 1970 UTC
   */
  public long startEpochMillis() {
    return recording.startEpochMillis();
  }

  /**
   * The moment on show.
   *
   * @return nanoseconds since the start of the recording
   */
  public synchronized long positionNanos() {
    return goalNanos;
  }

  /**
   * Goes to a moment, and shows the time before it.
   *
   * @param nanos since the start of the recording; what is out of it means its end
   */
  public synchronized void seek(long nanos) {
    goalNanos = Math.clamp(nanos, 0, recording.lengthNanos());
    jumped = true;
    notifyAll();
  }

  /**
   * Whether it moves by itself.
   *
   * @return false at the end of the recording
   */
  public synchronized boolean isPlaying() {
    return playing;
  }

  /**
   * Plays or pauses. To play at its end starts from its beginning.
   *
   * @param on true to play
   */
  public synchronized void setPlaying(boolean on) {
    playing = on;
    if (on && goalNanos >= recording.lengthNanos()) {
      seek(0);
    }
    notifyAll();
  }

  /**
   * Sets how fast it plays.
   *
   * @param times one of {@link #SPEEDS}
   */
  public synchronized void setSpeed(int times) {
    speed = times;
  }

  @Override
  public synchronized PanelUpdate take() {
    PanelUpdate update = new PanelUpdate(state, List.of(), waiting, waitingChanges);
    waiting = new ArrayList<>();
    waitingChanges = new ArrayList<>();
    announced = false;
    notifyAll();
    return update;
  }

  @Override
  public CompletableFuture<CommandOutcome> send(String source, Command command) {
    return CompletableFuture.completedFuture(
        new CommandOutcome.Refused(
            "This is a recording, and what is past can't be changed: open the panel on a running"
                + " server with 'weir panel'."));
  }

  @Override
  public void close() {
    if (thread.getState() == Thread.State.NEW) {
      recording.close();
      return;
    }
    thread.interrupt();
    try {
      thread.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play() {
    try (recording) {
      while (!Thread.interrupted()) {
        show(awaitWork());
        advance();
      }
    } catch (InterruptedException e) {
      // Closed: nothing is left to do.
    }
  }

  /** Waits for a jump or the next tick; returns up to where to show. */
  private synchronized long awaitWork() throws InterruptedException {
    while (!jumped && shownNanos == goalNanos && !playing) {
      wait();
    }
    if (jumped) {
      jumped = false;
      session++;
      waiting.clear();
      waitingChanges.clear();
      recording.seek(Math.max(0, goalNanos - PAST_NANOS));
    }
    return goalNanos;
  }

  private void show(long untilNanos) throws InterruptedException {
    Batch batch = new Batch();
    while (recording.nextNanos() <= untilNanos && recording.next(batch)) {
      if (batch.snapshots.size() >= MOST_SNAPSHOTS && !hand(batch)) {
        return; // Somebody jumps elsewhere meanwhile.
      }
    }
    if (hand(batch)) {
      synchronized (this) {
        shownNanos = untilNanos;
      }
    }
  }

  /** Hands over, once what was handed over before is taken; false if there is a newer goal. */
  private synchronized boolean hand(Batch batch) throws InterruptedException {
    while (announced && !jumped) {
      wait();
    }
    if (jumped) {
      return false;
    }
    ConnectionState now = state();
    boolean news = !now.equals(state) || !batch.isEmpty();
    state = now;
    waiting.addAll(batch.snapshots);
    waitingChanges.addAll(batch.changes);
    batch.clear();
    if (news) {
      announced = true;
      onNews.run();
    }
    return true;
  }

  @GuardedBy("this")
  private ConnectionState state() {
    return new ConnectionState.Recorded(
        recording.file(),
        recording.startEpochMillis(),
        recording.lengthNanos(),
        recording.fault(),
        recording.server().orElse(new ServerInfo(0, recording.startEpochMillis())),
        recording.sources(),
        session);
  }

  /** Moves on by a tick. */
  private void advance() throws InterruptedException {
    synchronized (this) {
      if (!playing || jumped) {
        return;
      }
    }
    TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
    synchronized (this) {
      if (!jumped) {
        goalNanos =
            Math.min(
                recording.lengthNanos(),
                goalNanos + speed * TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS));
        playing = playing && goalNanos < recording.lengthNanos();
      }
    }
  }

  /** What is to be handed over together. */
  private static final class Batch implements LinkListener {

    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    boolean isEmpty() {
      return snapshots.isEmpty() && changes.isEmpty();
    }

    void clear() {
      snapshots.clear();
      changes.clear();
    }

    @Override
    public void onSources(List<Source> sources) {}

    /** What the server had kept when the recording began: its place among the rest is in time. */
    @Override
    public void onPast(String source, List<Snapshot> older, List<Change> earlier) {
      snapshots.addAll(older);
      changes.addAll(earlier);
    }

    @Override
    public void onChange(Change change) {
      changes.add(change);
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
      snapshots.add(snapshot);
    }

    @Override
    public void onClosed(String reason) {}
  }
}
