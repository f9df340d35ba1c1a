package weir.http.stats;

import java.util.Locale;
import weir.core.figures.ReplaySummary;
import weir.core.figures.ResourceUse;
import weir.core.settings.ServiceTimeModel;

/** What is replayed, for people. */
public final class ReplayText {

  private ReplayText() {}

  /**
   * What is replayed, or the service time that is set.
   *
   * @param use of the resource
   * @return a part of a sentence
   */
  public static String serviceTime(ResourceUse use) {
    if (use.replay().isPresent()
        && use.settings().distribution() instanceof ServiceTimeModel.Replay replay) {
      return "service times replayed from "
          + replay.choice().file()
          + ": "
          + of(use.replay().get());
    }
    return "service time " + MicrosText.of(use.serviceTimeNanos() / 1_000.0);
  }

  /**
   * Count, mean, maximum, unit and clock.
   *
   * @param replay what is replayed
   * @return a part of a sentence
   */
  public static String of(ReplaySummary replay) {
    return String.format(
        Locale.ROOT,
        "%,d values, mean %s, maximum %s; %s, in %s%s",
        replay.count(),
        time(replay.meanNanos()),
        time(replay.maxNanos()),
        replay.clock(),
        replay.unit(),
        replay.warning().isEmpty() ? "" : "; " + replay.warning());
  }

  /** Three decimals: what was recorded is known better than what is measured. */
  private static String time(double nanos) {
    if (nanos >= 1e9) {
      return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }
    return nanos >= 1e6
        ? String.format(Locale.ROOT, "%.3f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.3f µs", nanos / 1e3);
  }
}
