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

  /**
   * Takes out this one if it waits. If it has been taken for another of the same task, that one
   * goes in its place; null if there is none.
   */
  @Nullable TrackedTask takeThisOrAnother(TrackedTask tracked) {
    return part(tracked.task).takeThisOrAnother(tracked);
  }

  /** Takes out this one if it waits; false if it doesn't. */
  boolean remove(TrackedTask tracked) {
    return part(tracked.task).remove(tracked);
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

    /**
     * The first of each task, the others linked behind it in a ring. Those that run are in front:
     * so nobody goes further than there are threads, but who looks at all.
     */
    @GuardedBy("this")
    private final IdentityHashMap<Runnable, TrackedTask> first = new IdentityHashMap<>();

    synchronized void add(TrackedTask tracked) {
      TrackedTask head = first.putIfAbsent(tracked.task, tracked);
      if (head != null) {
        tracked.next = head;
        tracked.previous = head.previous;
        head.previous.next = tracked;
        head.previous = tracked;
      }
      tracked.isListed = true;
    }

    synchronized @Nullable TrackedTask start(Runnable task, Thread runner) {
      TrackedTask waiting = find(task);
      if (waiting != null) {
        waiting.runner = runner;
      }
      return waiting;
    }

    synchronized @Nullable TrackedTask find(Runnable task) {
      return find(task, it -> it.runner == null);
    }

    @GuardedBy("this")
    private @Nullable TrackedTask find(Runnable task, Predicate<TrackedTask> which) {
      TrackedTask head = first.get(task);
      TrackedTask at = head;
      while (at != null && !which.test(at)) {
        at = isSame(at.next, head) ? null : at.next;
      }
      return at;
    }

    synchronized @Nullable TrackedTask take(Runnable task, Predicate<TrackedTask> which) {
      TrackedTask found = find(task, which);
      if (found != null) {
        unlink(found);
      }
      return found;
    }

    synchronized @Nullable TrackedTask takeThisOrAnother(TrackedTask tracked) {
      return remove(tracked) ? tracked : take(tracked.task, it -> it.runner == null);
    }

    synchronized boolean remove(TrackedTask tracked) {
      if (!tracked.isListed || tracked.runner != null) {
        return false;
      }
      unlink(tracked);
      return true;
    }

    @GuardedBy("this")
    private void unlink(TrackedTask tracked) {
      tracked.isListed = false;
      if (isSame(tracked.next, tracked)) {
        first.remove(tracked.task);
        return;
      }
      tracked.previous.next = tracked.next;
      tracked.next.previous = tracked.previous;
      if (isSame(first.get(tracked.task), tracked)) {
        first.put(tracked.task, tracked.next);
      }
    }

    @SuppressWarnings("ReferenceEquality") // one of several of the same task
    private static boolean isSame(@Nullable TrackedTask one, @Nullable TrackedTask other) {
      return one == other;
    }

    synchronized void addWaiting(long beforeNanos, List<TrackedTask> old) {
      for (TrackedTask head : first.values()) {
        TrackedTask at = head;
        do {
          if (at.runner == null && at.offeredNanos - beforeNanos < 0) {
            old.add(at);
          }
          at = at.next;
        } while (!isSame(at, head));
      }
    }
  }
}
