package weir.agent;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import weir.core.watch.PoolKind;

/**
 * All pools that were seen, by what they are, held weakly. Who looks for one waits for nobody; who
 * adds one holds a lock for a moment.
 */
final class KnownPools {

  private static final int FIRST_LENGTH = 64;

  /** A power of two long, never more than half full. Replaced as a whole under this. */
  private volatile AtomicReferenceArray<@Nullable KnownPool> table =
      new AtomicReferenceArray<>(FIRST_LENGTH);

  /** Places taken, those of collected pools among them. */
  @GuardedBy("this")
  private int size;

  /** The one that stands for a pool, made if it is new; null of what is no pool that is known. */
  @Nullable KnownPool of(Object pool) {
    int hash = System.identityHashCode(pool);
    KnownPool known = find(table, pool, hash);
    return known == null ? add(pool, hash) : known;
  }

  private static @Nullable KnownPool find(
      AtomicReferenceArray<@Nullable KnownPool> table, Object pool, int hash) {
    int mask = table.length() - 1;
    for (int place = place(hash) & mask; ; place = (place + 1) & mask) {
      KnownPool known = table.get(place);
      if (known == null || (known.hash == hash && known.refersTo(pool))) {
        return known;
      }
    }
  }

  private static int place(int hash) {
    return hash ^ (hash >>> 15);
  }

  private synchronized @Nullable KnownPool add(Object pool, int hash) {
    KnownPool known = find(table, pool, hash);
    PoolKind<Object> kind = PoolKinds.of(pool);
    if (known != null || kind == null) {
      return known;
    }
    if ((size + 1) * 2 > table.length()) {
      rebuild();
    }
    KnownPool added = new KnownPool(pool, kind, hash);
    put(table, added);
    size++;
    return added;
  }

  private static void put(AtomicReferenceArray<@Nullable KnownPool> table, KnownPool added) {
    int mask = table.length() - 1;
    int place = place(added.hash) & mask;
    while (table.get(place) != null) {
      place = (place + 1) & mask;
    }
    table.set(place, added);
  }

  /** Leaves out those that are collected. */
  @GuardedBy("this")
  private void rebuild() {
    List<KnownPool> living = all();
    int length = FIRST_LENGTH;
    while (length < living.size() * 4) {
      length *= 2;
    }
    AtomicReferenceArray<@Nullable KnownPool> next = new AtomicReferenceArray<>(length);
    living.forEach(pool -> put(next, pool));
    size = living.size();
    table = next;
  }

  /** Those that are not collected. */
  List<KnownPool> all() {
    AtomicReferenceArray<@Nullable KnownPool> now = table;
    List<KnownPool> all = new ArrayList<>();
    for (int place = 0; place < now.length(); place++) {
      KnownPool known = now.get(place);
      if (known != null && !known.refersTo(null)) {
        all.add(known);
      }
    }
    return all;
  }

  /** Frees the places of those that are collected. */
  synchronized void purge() {
    if (all().size() < size) {
      rebuild();
    }
  }
}
