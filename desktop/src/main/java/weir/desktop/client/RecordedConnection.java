package weir.desktop.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
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
 * A recording in the place of a server: it is loaded as fast as the consumer takes it, one of up to
 * ten hours as a whole, of a longer one an hour about a moment. What was shown shortly before a
 * moment can be read apart. Thread-safe.
 */
public final class RecordedConnection implements PanelFeed {

  /** Recordings up to this length are loaded whole: the charts go back as far. */
  public static final Duration WHOLE = Duration.ofHours(10);

  /** How much of a longer one is loaded before and after a moment. */
  private static final long REACH_NANOS = TimeUnit.MINUTES.toNanos(30);

  /** A message comes later than others do by no more than this. */
  private static final long SLACK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final int MOST_SNAPSHOTS = 50;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /**
   * What is loaded of a recording, in nanoseconds since its start.
   *
   * @param fromNanos where it starts
   * @param reachedNanos how far it has got
   * @param toNanos where it will end
   */
  public record Loaded(long fromNanos, long reachedNanos, long toNanos) {

    /**
     * Whether there is nothing left to load.
     *
     * @return true at its end
     */
    public boolean isComplete() {
      return reachedNanos >= toNanos;
    }

    /**
     * Whether a moment is in what is loaded, or will be.
     *
     * @param nanos since the start of the recording
     * @return true also at both ends
     */
    public boolean covers(long nanos) {
      return nanos >= fromNanos && nanos <= toNanos;
    }
  }

  /** Somebody wants to know what was shown up to a moment. */
  private record Question(
      String source, long fromNanos, long untilNanos, CompletableFuture<List<Snapshot>> answer) {}

  /**
   * One life of a source: one that ends may come again under its name, and its uptime starts at
   * zero.
   *
   * @param uptimeNanos at the last snapshot that was loaded of it
   * @param aheadNanos what its uptime is ahead of the recording's time
   */
  private record Life(long uptimeNanos, long aheadNanos) {}

  private final Recording recording;
  private final Thread thread;

  /** Set before {@link #thread} starts. */
  private Runnable onNews = () -> {};

  /** Counts the loads: what was shown before one is of another time. */
  @GuardedBy("this")
  private int session = 1;

  @GuardedBy("this")
  private Loaded loaded;

  /** Whether to start anew. */
  @GuardedBy("this")
  private boolean asked = true;

  @GuardedBy("this")
  private @Nullable Question question;

  @GuardedBy("this")
  private List<Snapshot> waiting = new ArrayList<>();

  @GuardedBy("this")
  private List<Change> waitingChanges = new ArrayList<>();

  @GuardedBy("this")
  private ConnectionState state = new ConnectionState.Connecting();

  /**
   * By name, every source that was there at any time that was loaded: one that has ended is as much
   * a part of the recording as the others, and can be chosen while another time is loaded.
   */
  @GuardedBy("this")
  private final Map<String, Source> sources = new LinkedHashMap<>();

  /** By name of the source: its last life that was loaded. */
  @GuardedBy("this")
  private final Map<String, Life> lives = new HashMap<>();

  /** Whether there is news that nobody has taken. */
  @GuardedBy("this")
  private boolean announced;

  private RecordedConnection(Recording recording) {
    this.recording = recording;
    this.thread = new Thread(this::readAll, "weir-panel-recording");
    this.thread.setDaemon(true);
    loaded = about(recording.lengthNanos());
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

  private Loaded about(long nanos) {
    long length = recording.lengthNanos();
    if (length <= WHOLE.toNanos()) {
      return new Loaded(0, 0, length);
    }
    long from = Math.max(0, Math.min(nanos - REACH_NANOS, length - 2 * REACH_NANOS));
    return new Loaded(from, from, Math.min(length, from + 2 * REACH_NANOS));
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
   * What of it is loaded.
   *
   * @return as of now
   */
  public synchronized Loaded loaded() {
    return loaded;
  }

  /**
   * Loads anew: all of it, or of a long one the time about a moment.
   *
   * @param nanos since the start of the recording
   */
  public synchronized void load(long nanos) {
    loaded = about(Math.clamp(nanos, 0, recording.lengthNanos()));
    session++;
    asked = true;
    notifyAll();
  }

  /**
   * What the uptime of a source is ahead of the recording's own time; of one that came again, that
   * of its last life that was loaded.
   *
   * @param source its name
   * @return nanoseconds; empty before anything of it was read
   */
  public synchronized OptionalLong aheadNanos(String source) {
    Life life = lives.get(source);
    return life == null ? OptionalLong.empty() : OptionalLong.of(life.aheadNanos);
  }

  /**
   * Reads what was shown of a source up to a moment. A question that comes before the last one was
   * answered takes its place.
   *
   * @param source its name
   * @param fromNanos from when on, on the source's uptime
   * @param untilNanos the moment
   * @return completed on this connection's thread, the oldest first; empty where there is nothing,
   *     or another question came
   */
  public CompletableFuture<List<Snapshot>> before(String source, long fromNanos, long untilNanos) {
    Question newest = new Question(source, fromNanos, untilNanos, new CompletableFuture<>());
    Question former;
    synchronized (this) {
      former = question;
      question = newest;
      notifyAll();
    }
    if (former != null) {
      former.answer.complete(List.of());
    }
    return newest.answer;
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

  private void readAll() {
    try (recording) {
      while (!Thread.interrupted()) {
        Question asks = awaitWork();
        if (asks != null) {
          asks.answer.complete(runUp(asks));
        } else {
          loadOn();
        }
      }
    } catch (InterruptedException e) {
      // Closed: nothing is left to do.
    } finally {
      endQuestions();
    }
  }

  private void endQuestions() {
    Question last;
    synchronized (this) {
      last = question;
      question = null;
    }
    if (last != null) {
      last.answer.complete(List.of());
    }
  }

  /** Waits for something to do: a question, or else something to load, which returns null. */
  private synchronized @Nullable Question awaitWork() throws InterruptedException {
    while (!asked && question == null && loaded.isComplete()) {
      wait();
    }
    Question next = question;
    question = null;
    if (next == null && asked) {
      asked = false;
      waiting.clear();
      waitingChanges.clear();
      // What is read there may be of another life, which is told from the last one's start only.
      lives.replaceAll((name, life) -> new Life(Long.MAX_VALUE, life.aheadNanos));
      recording.seek(loaded.fromNanos());
    }
    return next;
  }

  /** Loads a part. */
  private void loadOn() throws InterruptedException {
    Loaded goal = loaded();
    Batch batch = new Batch(goal.fromNanos(), this::keep, this::keepAhead);
    boolean more = true;
    while (more && batch.snapshots.size() < MOST_SNAPSHOTS) {
      more = recording.nextNanos() <= goal.toNanos() && recording.next(batch);
    }
    hand(batch, more ? recording.nanos() : goal.toNanos());
  }

  /** Hands over, once what was handed over before is taken; nothing if there is a newer goal. */
  private synchronized void hand(Batch batch, long reachedNanos) throws InterruptedException {
    while (announced && !asked) {
      wait();
    }
    if (asked) {
      return;
    }
    loaded = new Loaded(loaded.fromNanos(), reachedNanos, loaded.toNanos());
    state = state();
    waiting.addAll(batch.snapshots);
    waitingChanges.addAll(batch.changes);
    announced = true;
    onNews.run();
  }

  @GuardedBy("this")
  private ConnectionState state() {
    return new ConnectionState.Recorded(
        recording.file(),
        recording.startEpochMillis(),
        recording.lengthNanos(),
        recording.fault(),
        recording.server().orElse(new ServerInfo(0, recording.startEpochMillis())),
        List.copyOf(sources.values()),
        session);
  }

  /** Reads elsewhere, and goes back to where it was: loading starts again with a whole block. */
  private List<Snapshot> runUp(Question asks) {
    long goOnNanos = recording.nextNanos();
    long ahead = aheadNanos(asks.source).orElse(0);
    Batch batch = new Batch(0, list -> {}, snapshot -> {});
    recording.seek(Math.max(0, asks.fromNanos - ahead));
    long last = asks.untilNanos - ahead + SLACK_NANOS;
    while (recording.nextNanos() <= last && recording.next(batch)) {}
    if (goOnNanos < Long.MAX_VALUE) {
      recording.seek(goOnNanos);
      while (recording.nextNanos() < goOnNanos && recording.next(LinkListener.IGNORE)) {}
    }
    List<Snapshot> told =
        lastLife(batch.snapshots.stream().filter(it -> it.source().equals(asks.source)).toList())
            .stream()
            .filter(it -> it.uptimeNanos() >= asks.fromNanos)
            .toList();
    List<Snapshot> until = told.stream().filter(it -> it.uptimeNanos() <= asks.untilNanos).toList();
    // Before the first of all there is nothing else to show.
    return until.isEmpty() ? told.subList(0, Math.min(1, told.size())) : until;
  }

  /** Without those of the lives before: the charts have none of them. */
  private static List<Snapshot> lastLife(List<Snapshot> ofOneSource) {
    int start = 0;
    for (int at = 1; at < ofOneSource.size(); at++) {
      if (ofOneSource.get(at).uptimeNanos() < ofOneSource.get(at - 1).uptimeNanos()) {
        start = at;
      }
    }
    return ofOneSource.subList(start, ofOneSource.size());
  }

  /** What is to be handed over together. */
  private final class Batch implements LinkListener {

    private final long fromNanos;
    private final Consumer<List<Source>> onSources;
    private final Consumer<Snapshot> onSnapshot;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();

    Batch(long fromNanos, Consumer<List<Source>> onSources, Consumer<Snapshot> onSnapshot) {
      this.fromNanos = fromNanos;
      this.onSources = onSources;
      this.onSnapshot = onSnapshot;
    }

    @Override
    public void onSources(List<Source> list) {
      onSources.accept(list);
    }

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
      if (recording.nanos() < fromNanos) {
        return; // A block starts a moment before what was asked for.
      }
      // Many of them are held at once: not what was unpacked to check it.
      snapshots.add(snapshot.withInterval(snapshot.interval().packed()));
      onSnapshot.accept(snapshot);
    }

    @Override
    public void onClosed(String reason) {}
  }

  private synchronized void keep(List<Source> list) {
    list.forEach(source -> sources.put(source.name(), source));
  }

  /** A message comes a little late, now more and now less: the least is the truth. */
  private synchronized void keepAhead(Snapshot snapshot) {
    long uptime = snapshot.uptimeNanos();
    long ahead = uptime - recording.nanos();
    Life before = lives.get(snapshot.source());
    if (before != null && uptime >= before.uptimeNanos) {
      ahead = Math.max(ahead, before.aheadNanos);
    }
    lives.put(snapshot.source(), new Life(uptime, ahead));
  }
}
