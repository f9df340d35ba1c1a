package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The times of tasks, by the tasks themselves: by what they are, and not by what they say they are
 * equal to. A task may be in it several times. In parts with a lock each, held for a look into a
 * map. Thread-safe.
 */
final class TaskTable {

  private static final int PARTS = 64;

  private final List<Part> parts = Stream.generate(Part::new).limit(PARTS).toList();

  private Part part(Runnable task) {
    int hash = System.identityHashCode(task);
    return parts.get((hash ^ hash >>> 16) & (PARTS - 1));
  }

  void add(TrackedTask tracked) {
    part(tracked.task).add(tracked);
  }

  /** Marks the oldest of this task that waits as run by this thread; null if there is none. */
  @Nullable TrackedTask start(Runnable task, Thread runner) {
    return part(task).start(task, runner);
  }

  /** Takes out the one of this task that this thread runs; null if there is none. */
  @Nullable TrackedTask end(Runnable task, Thread runner) {
    return part(task).take(task, it -> it.runner == runner);
  }

  /** Takes out the oldest of this task that waits; null if there is none. */
  @Nullable TrackedTask take(Runnable task) {
    return part(task).take(task, it -> it.runner == null);
  }

  /** Takes out one of this task that is being offered; null if there is none. */
  @Nullable TrackedTask takeOffered(Runnable task) {
    return part(task).take(task, TaskTiming::isOffered);
  }

  void remove(TrackedTask tracked) {
    part(tracked.task).take(tracked.task, it -> isSame(it, tracked));
  }

  @SuppressWarnings("ReferenceEquality") // one of several of the same task
  private static boolean isSame(TrackedTask one, TrackedTask other) {
    return one == other;
  }

  /** The oldest of this task that waits; null if there is none. */
  @Nullable TrackedTask find(Runnable task) {
    return part(task).find(task);
  }

  /** Those that wait for longer than a time. */
  List<TrackedTask> waitingSince(long beforeNanos) {
    List<TrackedTask> old = new ArrayList<>();
    parts.forEach(part -> part.addWaiting(beforeNanos, old));
    return old;
  }

  private static final class Part {

    /** The first of each task, the others linked behind. */
    @GuardedBy("this")
    private final IdentityHashMap<Runnable, TrackedTask> first = new IdentityHashMap<>();

    synchronized void add(TrackedTask tracked) {
      TrackedTask before = first.putIfAbsent(tracked.task, tracked);
      while (before != null) {
        if (before.next == null) {
          before.next = tracked;
          return;
        }
        before = before.next;
      }
    }

    synchronized @Nullable TrackedTask start(Runnable task, Thread runner) {
      TrackedTask waiting = find(task);
      if (waiting != null) {
        waiting.runner = runner;
      }
      return waiting;
    }

    synchronized @Nullable TrackedTask find(Runnable task) {
      TrackedTask tracked = first.get(task);
      while (tracked != null && tracked.runner != null) {
        tracked = tracked.next;
      }
      return tracked;
    }

    synchronized @Nullable TrackedTask take(Runnable task, Predicate<TrackedTask> which) {
      TrackedTask before = null;
      for (TrackedTask at = first.get(task); at != null; at = at.next) {
        if (which.test(at)) {
          unlink(at, before);
          return at;
        }
        before = at;
      }
      return null;
    }

    @GuardedBy("this")
    private void unlink(TrackedTask tracked, @Nullable TrackedTask before) {
      TrackedTask next = tracked.next;
      if (before != null) {
        before.next = next;
      } else if (next == null) {
        first.remove(tracked.task);
      } else {
        first.put(tracked.task, next);
      }
    }

    synchronized void addWaiting(long beforeNanos, List<TrackedTask> old) {
      for (TrackedTask head : first.values()) {
        for (TrackedTask at = head; at != null; at = at.next) {
          if (at.runner == null && at.offeredNanos - beforeNanos < 0) {
            old.add(at);
          }
        }
      }
    }
  }
}
