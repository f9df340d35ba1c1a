package weir.agent;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.watch.Tap;
import weir.core.watch.Watcher;

/**
 * The agent's own thread: decides which of the known pools are shown. A pool is shown once it has
 * been used; there is room for {@value #MOST_SHOWN}, and one that was not used for a minute makes
 * room for one that is.
 */
final class Keeper implements AutoCloseable {

  /** A panel shows 64 sources at most; some room is left for others on the socket. */
  static final int MOST_SHOWN = 60;

  /** A pool with more tasks than this in a second has the times of some of them taken. */
  static final long FAST_TASKS_PER_SECOND = 50_000;

  static final int SAMPLED_ONE_IN = 16;

  private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

  private static final String ONLY_WATCHED =
      String.format(
          Locale.ROOT,
          "it is only watched; for the lever, 'weir detach %1$d' and then"
              + " 'weir attach %1$d --control'",
          ProcessHandle.current().pid());

  private static final long PERIOD_NANOS = 250_000_000;
  private static final int TICKS_PER_SECOND = 4;
  private static final int TICKS_UNTIL_IDLE = 60 * TICKS_PER_SECOND;

  private static final long JOIN_MILLIS = 5_000;

  /** A task that came before this, and is not in the queue, has started unseen or was taken out. */
  private static final long LEFT_BEHIND_NANOS = 1_000_000_000;

  /** A pool on show, and what it had done at the last looks. */
  private static final class Place {

    private final KnownPool pool;
    private final Tap tap;
    private final ArrivalTable arrivals;
    private long started;
    private long startedASecondAgo;
    private long usedAtTick;

    Place(KnownPool pool, Tap tap, ArrivalTable arrivals, long tick) {
      this.pool = pool;
      this.tap = tap;
      this.arrivals = arrivals;
      usedAtTick = tick;
    }
  }

  private final KnownPools pools;
  private final Watcher watcher;
  private final boolean isControlled;
  private final Runnable changed;
  private final Looks looks;
  private final Thread thread = new Thread(this::run, "weir-agent");

  /** Set once. */
  private volatile boolean closed;

  /** Known and not collected, at the last look. */
  private volatile int count;

  // Confined to the thread, and to who has waited for its end.
  private final List<Place> places = new ArrayList<>();
  private long tick;
  private boolean saidThatThereAreMore;

  Keeper(
      KnownPools pools,
      Watcher watcher,
      boolean isControlled,
      Instrumentation instrumentation,
      Runnable changed) {
    this.pools = pools;
    this.watcher = watcher;
    this.isControlled = isControlled;
    this.changed = changed;
    looks = new Looks(watcher, isControlled, instrumentation);
    thread.setDaemon(true);
    thread.setContextClassLoader(Keeper.class.getClassLoader());
  }

  void start() {
    thread.start();
  }

  int count() {
    return count;
  }

  private void run() {
    while (!closed) {
      try {
        tick++;
        look();
        if (tick % TICKS_PER_SECOND == 0) {
          eachSecond();
        }
      } catch (RuntimeException e) {
        LOG.warn("a look at the executors failed; the next follows", e);
      }
      LockSupport.parkNanos(this, PERIOD_NANOS);
    }
  }

  private static boolean hide(Place place) {
    place.pool.show(null);
    place.tap.close();
    return true;
  }

  private void look() {
    places.removeIf(place -> !place.tap.isOpen() && hide(place));
    for (Place place : places) {
      if (place.pool.takeUse()) {
        place.usedAtTick = tick;
      }
    }
    List<KnownPool> all = pools.all();
    for (KnownPool known : all) {
      if (known.shown() == null && known.takeUse()) {
        tryToShow(known);
      }
    }
    if (count != all.size()) {
      count = all.size();
      changed.run();
    }
  }

  private void tryToShow(KnownPool known) {
    Object pool = known.get();
    if (pool == null || known.kind().isTerminated(pool)) {
      return;
    }
    if (!hasRoom()) {
      if (!saidThatThereAreMore) {
        LOG.info("more than {} executors are in use: the others are not shown", MOST_SHOWN);
        saidThatThereAreMore = true;
      }
      return;
    }
    ArrivalTable arrivals = new ArrivalTable();
    Tap tap =
        watcher.tap(
            known.name(),
            type(pool, known),
            pool,
            known.kind(),
            isControlled ? Optional.empty() : Optional.of(ONLY_WATCHED),
            task -> arrivals.find(task));
    known.addWaiting(pool, arrivals);
    known.show(new KnownPool.Shown(tap, arrivals));
    places.add(new Place(known, tap, arrivals, tick));
  }

  private boolean hasRoom() {
    return places.size() + looks.size() < MOST_SHOWN || makeRoom();
  }

  /** Takes away the one that was not used for longest, if that was long ago. */
  private boolean makeRoom() {
    Place idle = null;
    for (Place place : places) {
      if (idle == null || place.usedAtTick < idle.usedAtTick) {
        idle = place;
      }
    }
    return idle != null
        && tick - idle.usedAtTick > TICKS_UNTIL_IDLE
        && hide(idle)
        && places.remove(idle);
  }

  private String type(Object pool, KnownPool known) {
    return known.kind().type(pool)
        + (known.isSampling() ? ", 1 in " + SAMPLED_ONE_IN + " sampled" : "")
        + (isControlled ? "" : ", only watched");
  }

  private void eachSecond() {
    for (Place place : places) {
      place.startedASecondAgo = place.started;
      place.started = place.tap.started();
      long rate = place.started - place.startedASecondAgo;
      if (rate > FAST_TASKS_PER_SECOND && !place.pool.isSampling()) {
        sampleSome(place);
      }
      place.arrivals.purge();
      if (isQueueEmpty(place)) {
        place.arrivals.forgetBefore(System.nanoTime() - LEFT_BEHIND_NANOS);
      }
    }
    pools.purge();
    looks.look(this::hasRoom);
  }

  /** False of a pool that can't tell. */
  private static boolean isQueueEmpty(Place place) {
    Object pool = place.pool.get();
    return pool != null && place.pool.kind().queue(pool).map(Collection::isEmpty).orElse(false);
  }

  /** For good: a rate that comes and goes must not change what the figures are of. */
  private void sampleSome(Place place) {
    Object pool = place.pool.get();
    if (pool != null) {
      place.pool.sampleOneIn(SAMPLED_ONE_IN);
      place.tap.describe(type(pool, place.pool));
    }
  }

  /** Gives back the sizes that were changed; how many. Only once this is closed. */
  int undo() {
    int undone = looks.undo();
    for (Place place : places) {
      if (undo(place)) {
        undone++;
      }
    }
    return undone;
  }

  private static boolean undo(Place place) {
    try {
      return place.tap.undo();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("{} keeps its size", place.tap.watched().source().name(), e);
      return false;
    }
  }

  /** Ends the thread, and waits for that. What is shown stays so, for the watcher to close. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing that was shown is told any more. */
  void hideAll() {
    looks.hideAll();
    places.forEach(Keeper::hide);
    places.clear();
  }
}
