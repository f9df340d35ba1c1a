package weir.core.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;

/**
 * The last ten minutes of a source, for clients that come late: a snapshot for each second, whose
 * interval is the sum of those that were published, and the latest changes. Where that takes too
 * much memory, what is old is merged, and then covers more than a second. No count is lost. Guarded
 * by the lock of {@link Sources}.
 */
final class Past {

  private static final long STEP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(10);

  /** Of encoded snapshots; the one that grows takes up to 1.2 MB more. */
  static final int MAX_BYTES = 4 * 1024 * 1024;

  /** What a snapshot takes beside its histograms, about. */
  private static final int BYTES_OF_FIGURES = 1_500;

  private record Step(Snapshot snapshot, long fromNanos, int bytes) {

    static Step of(Snapshot snapshot, long fromNanos) {
      Snapshot kept = snapshot.asPast();
      return new Step(kept, fromNanos, BYTES_OF_FIGURES + kept.interval().encodedBytes());
    }

    long toNanos() {
      return snapshot.uptimeNanos();
    }
  }

  /** Without the newest; the oldest first. */
  private final List<Step> steps = new ArrayList<>();

  private final ArrayDeque<Change> changes = new ArrayDeque<>();
  private @Nullable DepthSample depths;
  private @Nullable SnapshotSum growing;
  private long growingFromNanos;
  private int bytes;

  /** In the place of what was kept before. */
  void keep(DepthSample sample) {
    depths = sample;
  }

  Optional<DepthSample> depths() {
    return Optional.ofNullable(depths);
  }

  void add(Snapshot next) {
    SnapshotSum sum = growing;
    if (sum == null) {
      start(next, next.uptimeNanos() - next.interval().intervalNanos());
    } else if (belongsTo(sum.newest(), next)) {
      sum.add(next);
    } else {
      long endNanos = sum.newest().uptimeNanos();
      close(sum);
      start(next, endNanos);
    }
  }

  private void start(Snapshot next, long fromNanos) {
    if (growing == null) {
      growing = new SnapshotSum(next);
    } else {
      growing.restart(next);
    }
    growingFromNanos = fromNanos;
  }

  private boolean belongsTo(Snapshot newest, Snapshot next) {
    return newest.resets() == next.resets()
        && next.uptimeNanos() >= newest.uptimeNanos()
        && newest.uptimeNanos() - growingFromNanos < STEP_NANOS;
  }

  private void close(SnapshotSum sum) {
    Step step = Step.of(sum.pack(), growingFromNanos);
    steps.add(step);
    bytes += step.bytes;
    while (steps.size() > 1 && steps.get(0).toNanos() < step.toNanos() - KEPT_NANOS) {
      drop(0);
    }
    while (bytes > MAX_BYTES && steps.size() > 1) {
      coarsen(step.toNanos());
    }
  }

  private void drop(int place) {
    bytes -= steps.remove(place).bytes;
  }

  /** Merges the two that are least missed: what they cover is little, for their age. */
  private void coarsen(long nowNanos) {
    int best = -1;
    double least = Double.MAX_VALUE;
    for (int place = 0; place + 1 < steps.size(); place++) {
      Step older = steps.get(place);
      Step newer = steps.get(place + 1);
      double age = nowNanos - older.fromNanos + 1.0;
      double loss = (newer.toNanos() - older.fromNanos) / age;
      if (older.snapshot.resets() == newer.snapshot.resets() && loss < least) {
        least = loss;
        best = place;
      }
    }
    if (best < 0) {
      drop(0);
      return;
    }
    SnapshotSum sum = new SnapshotSum(steps.get(best).snapshot);
    sum.add(steps.get(best + 1).snapshot);
    Step merged = Step.of(sum.pack(), steps.get(best).fromNanos);
    drop(best + 1);
    drop(best);
    steps.add(best, merged);
    bytes += merged.bytes;
  }

  void add(Change change) {
    if (changes.size() >= Change.MOST_KEPT) {
      changes.removeFirst();
    }
    changes.addLast(change);
  }

  /** Up to what was published last. The newest has all its parts. */
  List<Snapshot> snapshots() {
    List<Snapshot> all = new ArrayList<>(steps.size() + 1);
    steps.forEach(step -> all.add(step.snapshot));
    SnapshotSum sum = growing;
    if (sum != null) {
      Snapshot newest = sum.pack();
      all.add(newest.withInterval(newest.interval().packed()));
    }
    return all;
  }

  /** The oldest first. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  int bytes() {
    return bytes;
  }
}
