package weir.agent;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.watch.PoolView;
import weir.core.watch.Sight;
import weir.core.watch.Watcher;

/**
 * What is seen without a hook: rings of Disruptors, pools that fork and join, and Netty's event
 * loops, found by the threads that run for them. Confined to the keeper's thread, and to who has
 * waited for its end.
 */
final class Looks {

  /** Each is looked at a thousand times a second while it is busy. */
  static final int MOST_RINGS = 16;

  private static final int MOST_POOLS = 16;

  private static final Pattern WORKER = Pattern.compile("(.+)-worker-\\d+");

  private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

  private record RingPlace(FoundRing ring, Sight sight) {}

  private record PoolPlace(PoolView pool, Sight sight) {}

  private final Watcher watcher;
  private final boolean isControlled;
  private final RingSearch search;
  private final List<RingPlace> rings = new ArrayList<>();
  private final List<PoolPlace> pools = new ArrayList<>();

  /** Threads that were looked into, held until they are found to be gone. */
  private Set<Thread> known = newSet();

  private boolean saidThatThereAreMore;

  Looks(Watcher watcher, boolean isControlled, Instrumentation instrumentation) {
    this.watcher = watcher;
    this.isControlled = isControlled;
    search = new RingSearch(instrumentation);
  }

  /** By what they are: a program's threads may say that they are equal. */
  private static <T> Set<T> newSet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  int size() {
    return rings.size() + pools.size();
  }

  /** Looks into the threads that are new. */
  void look(BooleanSupplier hasRoom) {
    rings.removeIf(place -> !place.sight().isOpen());
    pools.removeIf(place -> !place.sight().isOpen());
    Set<Thread> living = newSet();
    Map<FoundRing, List<RingSearch.Found>> fresh = new LinkedHashMap<>();
    for (Thread thread : LivingThreads.all()) {
      if (known.contains(thread) || tryToLookInto(thread, fresh, hasRoom)) {
        living.add(thread);
      }
    }
    known = living;
    rings.forEach(place -> place.ring().dropTheDead());
    fresh.forEach((ring, found) -> show(ring, found, hasRoom));
  }

  /** One thing of the program's that can't be looked at must not hide the others. */
  private boolean tryToLookInto(
      Thread thread, Map<FoundRing, List<RingSearch.Found>> fresh, BooleanSupplier hasRoom) {
    try {
      return lookInto(thread, fresh, hasRoom);
    } catch (RuntimeException | LinkageError e) {
      LOG.info("what {} runs is not shown: {}", thread.getName(), e.toString());
      return true;
    }
  }

  /** False if another look may find more. */
  private boolean lookInto(
      Thread thread, Map<FoundRing, List<RingSearch.Found>> fresh, BooleanSupplier hasRoom) {
    if (thread instanceof ForkJoinWorkerThread worker) {
      return knows(worker.getPool()) || show(worker, hasRoom);
    }
    FoundLoops.Found loop = FoundLoops.find(thread);
    if (loop != null) {
      return add(loop, thread, hasRoom);
    }
    RingSearch.Found found = search.find(thread);
    if (found == null) {
      return true;
    }
    FoundRing ring = ringOf(found, fresh);
    if (ring == null) {
      return true;
    }
    if (!ring.has(found.sequence())) {
      ring.add(new FoundConsumer(RingName.ofConsumer(found), thread, found.sequence()));
    }
    return !fresh.containsKey(ring);
  }

  private @Nullable FoundRing ringOf(
      RingSearch.Found found, Map<FoundRing, List<RingSearch.Found>> fresh) {
    for (RingPlace place : rings) {
      if (place.ring().isOf(found.ring())) {
        return place.ring();
      }
    }
    for (Map.Entry<FoundRing, List<RingSearch.Found>> other : fresh.entrySet()) {
      if (other.getKey().isOf(found.ring())) {
        other.getValue().add(found);
        return other.getKey();
      }
    }
    FoundRing ring = FoundRing.of(found.ring());
    if (ring != null) {
      fresh.put(ring, new ArrayList<>(List.of(found)));
    }
    return ring;
  }

  private void show(FoundRing ring, List<RingSearch.Found> found, BooleanSupplier hasRoom) {
    if (rings.size() < MOST_RINGS && hasRoom.getAsBoolean()) {
      rings.add(
          new RingPlace(ring, watcher.look(RingName.of(found), RingName.type(found.get(0)), ring)));
    } else {
      sayThatThereAreMore();
    }
  }

  private boolean knows(@Nullable ForkJoinPool pool) {
    return pool == null
        || pools.stream().anyMatch(it -> it.pool() instanceof ForkJoinView view && view.isOf(pool));
  }

  private boolean add(FoundLoops.Found loop, Thread thread, BooleanSupplier hasRoom) {
    for (PoolPlace place : pools) {
      if (place.pool() instanceof FoundLoops loops && loops.isOf(loop.group())) {
        loops.add(thread, loop.tasks());
        return true;
      }
    }
    FoundLoops loops = new FoundLoops(loop.group());
    loops.add(thread, loop.tasks());
    return show(PoolName.of(thread.getName(), null), loops, hasRoom);
  }

  private boolean show(ForkJoinWorkerThread worker, BooleanSupplier hasRoom) {
    boolean carries = worker.getClass().getName().equals("jdk.internal.misc.CarrierThread");
    return show(
        carries ? "virtual threads" : nameOf(worker),
        new ForkJoinView(worker.getPool(), carries, isControlled),
        hasRoom);
  }

  private boolean show(String name, PoolView pool, BooleanSupplier hasRoom) {
    if (pools.size() >= MOST_POOLS || !hasRoom.getAsBoolean()) {
      sayThatThereAreMore();
      return false;
    }
    pools.add(new PoolPlace(pool, watcher.look(VisibleText.of(name, "pool"), pool)));
    return true;
  }

  /** As ForkJoinPool names its threads: {@code ForkJoinPool.commonPool-worker-1}. */
  private static String nameOf(ForkJoinWorkerThread worker) {
    Matcher named = WORKER.matcher(worker.getName());
    return named.matches() ? named.group(1) : PoolName.of(worker.getName(), null);
  }

  private void sayThatThereAreMore() {
    if (!saidThatThereAreMore) {
      LOG.info("there are more rings, ForkJoinPools and event loops than are shown: not the rest");
      saidThatThereAreMore = true;
    }
  }

  /** Gives back the sizes that were changed; how many. */
  int undo() {
    return (int) pools.stream().filter(place -> place.sight().undo()).count();
  }

  void hideAll() {
    rings.forEach(place -> place.sight().close());
    pools.forEach(place -> place.sight().close());
    rings.clear();
    pools.clear();
    known = newSet();
  }
}
