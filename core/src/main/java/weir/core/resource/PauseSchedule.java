package weir.core.resource;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the resource stands still: at a steady beat, and now and then on command. Immutable. */
final class PauseSchedule {

  private static final int FREEZES_KEPT = 8;

  private record Window(long startNanos, long endNanos) {}

  private final long originNanos;
  private final long everyNanos;
  private final long pauseNanos;
  private final List<Window> freezes;

  private PauseSchedule(long originNanos, long everyNanos, long pauseNanos, List<Window> freezes) {
    this.originNanos = originNanos;
    this.everyNanos = everyNanos;
    this.pauseNanos = pauseNanos;
    this.freezes = freezes;
  }

  static PauseSchedule none(long originNanos) {
    return new PauseSchedule(originNanos, 0, 0, List.of());
  }

  /** The first pause starts one beat after the origin. */
  PauseSchedule withBeat(long newOriginNanos, long newEveryNanos, long newPauseNanos) {
    return new PauseSchedule(newOriginNanos, newEveryNanos, newPauseNanos, freezes);
  }

  PauseSchedule withFreeze(long startNanos, long nanos) {
    List<Window> kept = new ArrayList<>(freezes);
    if (kept.size() == FREEZES_KEPT) {
      kept.remove(0);
    }
    kept.add(new Window(startNanos, startNanos + nanos));
    return new PauseSchedule(originNanos, everyNanos, pauseNanos, List.copyOf(kept));
  }

  boolean isFrozen(long nowNanos) {
    Window next = next(nowNanos);
    return next != null && next.startNanos - nowNanos <= 0;
  }

  /** When work ends that starts now: what is done of it in a pause is nothing. */
  long endOf(long startNanos, long workNanos) {
    long now = startNanos;
    long left = workNanos;
    while (true) {
      Window pause = next(now);
      if (pause == null) {
        return now + left;
      }
      long free = Math.max(0, pause.startNanos - now);
      if (free > 0 && left <= free) {
        return now + left;
      }
      left -= free;
      now = pause.endNanos;
    }
  }

  /** The pause that is under way or comes next; null if none does. Times are monotonic. */
  private @Nullable Window next(long nowNanos) {
    Window next = null;
    if (everyNanos > 0) {
      long beat = Math.max(1, Math.floorDiv(nowNanos - originNanos, everyNanos));
      long start = originNanos + beat * everyNanos;
      if (start + pauseNanos - nowNanos <= 0) {
        start += everyNanos;
      }
      next = new Window(start, start + pauseNanos);
    }
    for (Window freeze : freezes) {
      boolean ahead = freeze.endNanos - nowNanos > 0;
      if (ahead && (next == null || freeze.startNanos - next.startNanos < 0)) {
        next = freeze;
      }
    }
    return next;
  }
}
