package weir.desktop.model;

import java.time.Duration;
import java.util.function.DoubleUnaryOperator;
import weir.core.settings.Contention;
import weir.core.settings.DurationText;
import weir.core.settings.Pause;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ServiceTimeModel;
import weir.core.settings.WarmUp;

/** How long uses of the resource take by its settings, where those alone decide it. */
public sealed interface ServiceTimeCurve {

  /**
   * The settings decide it.
   *
   * @param share the share of the uses that take up to so many microseconds, from 0 to 1
   * @param basis what it is the curve of, for people
   */
  record Known(DoubleUnaryOperator share, String basis) implements ServiceTimeCurve {}

  /**
   * More than the settings decides it.
   *
   * @param why what does, for people
   */
  record LeftOut(String why) implements ServiceTimeCurve {}

  /**
   * The curve of a clock.
   *
   * @param settings in force
   * @param clock {@link LatencyClock#HOLD} or {@link LatencyClock#SERVICE}
   * @return the curve, or why there is none
   */
  static ServiceTimeCurve of(ResourceSettings settings, LatencyClock clock) {
    String why = leftOut(settings, clock);
    if (!why.isEmpty()) {
      return new LeftOut("No curve: " + why + ".");
    }
    double mean = settings.serviceTimeNanos() / 1e3;
    return new Known(
        ModelledShare.of(settings.distribution(), mean),
        "Line: "
            + settings.distribution().text()
            + " with a mean of "
            + DurationText.shown(Duration.ofNanos(settings.serviceTimeNanos()))
            + ", as the resource is set now; it leaves out freezes.");
  }

  private static String leftOut(ResourceSettings settings, LatencyClock clock) {
    if (settings.distribution() instanceof ServiceTimeModel.Replay) {
      return "the times are replayed from a file";
    }
    if (clock == LatencyClock.SERVICE && settings.capacity() > 0) {
      return "the service time has the wait for one of "
          + settings.capacity()
          + " connections in it; see hold";
    }
    if (!settings.contention().equals(Contention.NONE)) {
      return "uses slow each other down, the more the more there are at once";
    }
    if (!settings.pause().equals(Pause.NONE)) {
      return "the resource pauses every so often";
    }
    if (!settings.warmUp().equals(WarmUp.NONE)) {
      return "the resource warms up after a change";
    }
    if (settings.resourceTimeoutNanos() > 0) {
      return "long uses are given up";
    }
    return settings.errorRate() > 0 && settings.errorTimeNanos() != ResourceSettings.LIKE_OTHERS
        ? "uses that fail have a service time of their own"
        : "";
  }
}
