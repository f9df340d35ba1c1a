package weir.agent;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerRange;
import weir.core.watch.PoolView;

/**
 * Netty's event loops of one group, of version 4.1 or 4.2 and of whatever class loader, held
 * weakly. They tell how many tasks wait for them, and neither what they have done nor whether they
 * are at it. The keeper changes it, anybody reads.
 */
final class FoundLoops implements PoolView {

  /** A loop, as its thread was found to run it. */
  record Found(Object group, Queue<?> tasks) {}

  private record Loop(WeakReference<Thread> thread, WeakReference<Queue<?>> tasks) {

    boolean isAlive() {
      Thread now = thread.get();
      return now != null && now.isAlive();
    }

    int pending() {
      Queue<?> now = tasks.get();
      return now == null ? 0 : now.size();
    }
  }

  private static final String EXECUTOR = "netty.util.concurrent.EventExecutor";
  private static final String LOOP = "netty.util.concurrent.SingleThreadEventExecutor";

  private final WeakReference<Object> group;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();

  FoundLoops(Object group) {
    this.group = new WeakReference<>(group);
  }

  /** What a thread runs for; null if that is no loop. */
  static @Nullable Found find(Thread thread) {
    Object loop = TaskWalk.from(thread, FoundLoops::loopIn);
    Object group = loop == null ? null : TaskWalk.valueOf("parent", loop);
    return loop != null
            && group != null
            && TaskWalk.valueOf("taskQueue", loop) instanceof Queue<?> tasks
        ? new Found(group, tasks)
        : null;
  }

  private static @Nullable Object loopIn(Object task) {
    for (Field field : task.getClass().getDeclaredFields()) {
      Object value =
          ForeignType.named(EXECUTOR, field.getType()) == null
              ? null
              : TaskWalk.valueOf(field, task);
      if (value != null && ForeignType.named(LOOP, value.getClass()) != null) {
        return value;
      }
    }
    return null;
  }

  boolean isOf(Object other) {
    return group.refersTo(other);
  }

  void add(Thread thread, Queue<?> tasks) {
    loops.removeIf(loop -> !loop.isAlive());
    if (loops.stream().noneMatch(loop -> loop.tasks().refersTo(tasks))) {
      loops.add(new Loop(new WeakReference<>(thread), new WeakReference<>(tasks)));
    }
  }

  @Override
  public SourceKind kind() {
    return new SourceKind("event loops");
  }

  @Override
  public String type() {
    return "Netty, counts tasks that were seen to wait";
  }

  @Override
  public Optional<Gauges> look() {
    if (group.refersTo(null)) {
      return Optional.empty();
    }
    int threads = 0;
    long pending = 0;
    for (Loop loop : loops) {
      threads += loop.isAlive() ? 1 : 0;
      pending += loop.pending();
    }
    return Optional.of(new Gauges(loops.size(), threads, OptionalInt.empty(), pending, 0));
  }

  @Override
  public Optional<WorkerRange> range() {
    return Optional.empty();
  }

  @Override
  public void resizeTo(int threads) {
    throw new IllegalStateException("the loops of a group are set where it is made");
  }

  @Override
  public boolean hasEnded() {
    return group.refersTo(null) || loops.stream().noneMatch(Loop::isAlive);
  }
}
