package weir.desktop.model;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.core.theory.Assumption;
import weir.core.theory.Limit;

/**
 * Keeps a verdict from flickering. While the same limit is found, as surely, its figures are
 * renewed; another takes its place
 *
 * <ul>
 *   <li>once the one on show has not been found for 3 s,
 *   <li>at once, where either is known without statistics: a pause, a freeze, nothing to do, or too
 *       few data as something was set.
 * </ul>
 *
 * Confined to the FX thread.
 */
final class HeldVerdict {

  private static final long HOLD_NANOS = TimeUnit.SECONDS.toNanos(3);

  private @Nullable Kind shown;
  private @Nullable VerdictText text;
  private long foundAtNanos;

  /** What makes one verdict another. */
  private record Kind(String word, Assumption.Verdict verdict, boolean plain) {}

  void clear() {
    shown = null;
    text = null;
  }

  /**
   * Takes what was found.
   *
   * @param limit of the verdict
   * @param found the verdict
   * @param nowNanos when, on the server's clock; where it goes back, nothing is held
   * @return what to show
   */
  VerdictText next(Limit limit, VerdictText found, long nowNanos) {
    Kind kind = new Kind(found.word(), found.verdict(), isPlain(limit));
    VerdictText before = text;
    Kind kept = shown;
    boolean holds =
        before != null
            && kept != null
            && !kept.equals(kind)
            && !kept.plain()
            && !kind.plain()
            && nowNanos >= foundAtNanos
            && nowNanos - foundAtNanos < HOLD_NANOS;
    if (before != null && holds) {
      return before;
    }
    shown = kind;
    text = found;
    foundAtNanos = nowNanos;
    return found;
  }

  /** Whether it is known without statistics, so that chance can't make it. */
  private static boolean isPlain(Limit limit) {
    return switch (limit) {
      case Limit.NothingToDo nothing -> true;
      case Limit.Workers workers -> workers.workers() == 0;
      case Limit.Resource resource -> resource.frozen();
      case Limit.TooFewData few -> few.seconds() < FRESH_SECONDS;
      case Limit.Machine machine -> false;
      case Limit.Contention contention -> false;
      case Limit.Client client -> false;
      case Limit.Ring ring -> false;
      case Limit.Arrivals arrivals -> false;
      case Limit.Unclear unclear -> false;
    };
  }

  /** A window that is shorter has only just begun. */
  private static final double FRESH_SECONDS = 5;
}
