package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import weir.core.figures.WorkerFigures;
import weir.core.latency.LatencyStatistics;

/** A place for each thread of a pool, and one that is shared by those beyond. Thread-safe. */
final class Places {

  /** Each costs memory once it is used; a snapshot shows no more workers either. */
  static final int MOST = WorkerFigures.MOST;

  private final LatencyStatistics latencies;
  private final Place shared;
  private final ConcurrentHashMap<Thread, Place> ofThread = new ConcurrentHashMap<>();

  /** Filled in from the front, never emptied. Written under this. */
  private final AtomicReferenceArray<Place> places = new AtomicReferenceArray<>(MOST);

  /** Places there are. Written under this, after the place. */
  private volatile int size;

  @GuardedBy("this")
  private final List<Place> free = new ArrayList<>();

  /** Whether a thread has its place for a task only, as threads come and go with tasks. */
  private final boolean isForATask;

  /** For statistics with one more place than {@link #MOST}. */
  Places(LatencyStatistics latencies, boolean isForATask) {
    this.latencies = latencies;
    this.isForATask = isForATask;
    shared = new Place(MOST, latencies.forWorker(MOST), true);
  }

  /** The place of the calling thread. */
  Place mine() {
    Place mine = ofThread.get(Thread.currentThread());
    return mine == null ? take(Thread.currentThread()) : mine;
  }

  private synchronized Place take(Thread thread) {
    if (free.isEmpty() && size == MOST) {
      freeTheDead();
    }
    Place place = nextFree();
    if (place == null) {
      return shared;
    }
    place.thread = thread;
    ofThread.put(thread, place);
    return place;
  }

  @GuardedBy("this")
  private @Nullable Place nextFree() {
    if (!free.isEmpty()) {
      return free.remove(free.size() - 1);
    }
    int index = size;
    if (index == MOST) {
      return null;
    }
    Place place = new Place(index, latencies.forWorker(index), false);
    places.set(index, place);
    size = index + 1;
    return place;
  }

  /** A task has ended at a place; the one that it was a part of, if any, goes on there. */
  void leave(Place place) {
    if (isForATask && !place.isShared() && place.isLeft()) {
      giveBack(place);
    }
  }

  private synchronized void giveBack(Place place) {
    Thread thread = place.thread;
    if (thread != null) {
      ofThread.remove(thread);
      place.thread = null;
      free.add(place);
    }
  }

  /** What a thread has written is seen by whoever sees that it has ended. */
  synchronized void freeTheDead() {
    for (int index = 0; index < size; index++) {
      Place place = places.get(index);
      Thread thread = place.thread;
      if (thread != null && !thread.isAlive()) {
        ofThread.remove(thread);
        place.thread = null;
        free.add(place);
      }
    }
  }

  /** All places there are, the shared one among them. */
  List<Place> all() {
    int count = size;
    List<Place> all = new ArrayList<>(count + 1);
    for (int index = 0; index < count; index++) {
      all.add(places.get(index));
    }
    all.add(shared);
    return all;
  }
}
