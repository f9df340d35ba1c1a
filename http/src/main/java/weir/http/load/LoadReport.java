package weir.http.load;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.HdrHistogram.Histogram;
import weir.core.figures.LoadFigures;
import weir.http.load.LoadResult.Outcome;

/** A result in words: what a closed-loop client says beside what users felt. */
public final class LoadReport {

  private static final String ROW = "%-9s %15s %15s %15s%n";
  private static final int FEWEST_ABOVE = 10;
  private static final double[] PERCENTILES = {50, 90, 99, 99.9};

  /** A request that left this much later than it was meant to makes the two columns differ. */
  private static final long NOTABLE_DELAY_MICROS = 1_000;

  private static final double BUSY_CORE = 0.95;

  private LoadReport() {}

  /**
   * For people.
   *
   * @param result what came of the load
   * @return several lines
   */
  public static String text(LoadResult result) {
    if (result.total() == 0) {
      return String.format(
          "no request was counted: the load ended before it sent one, or within its warm-up%n");
    }
    StringBuilder text = new StringBuilder();
    text.append(outcomes(result));
    text.append(String.format(ROW, "", "closed-loop", "what users", "send delay"));
    text.append(String.format(ROW, "", "client says", "felt", ""));
    text.append(row("mean", result, LoadReport::mean));
    for (double percentile : PERCENTILES) {
      text.append(
          row(
              "p" + (percentile == Math.rint(percentile) ? "" + (int) percentile : percentile),
              result,
              histogram -> percentile(histogram, percentile)));
    }
    text.append(row("max", result, histogram -> micros((double) histogram.getMaxValue())));
    text.append(verdict(result));
    return text.toString();
  }

  private static String outcomes(LoadResult result) {
    double seconds = result.tookNanos() / 1e9;
    double offeredSeconds = result.offeredNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "%d requests in %.3f s: %s offered, %.1f/s answered, %.0f %% of a core%n"
            + "ok %d, rejected (503) %d, other status %d, connection errors %d, no answer %d, never sent"
            + " %d%n%n",
        result.total(),
        seconds,
        offeredSeconds > 0
            ? String.format(Locale.ROOT, "%.1f/s", result.total() / offeredSeconds)
            : "all at once",
        result.fromSend().getTotalCount() / seconds,
        100 * result.cpuShare(),
        result.count(Outcome.OK),
        result.count(Outcome.REJECTED),
        result.count(Outcome.OTHER_STATUS),
        result.count(Outcome.CONNECTION_ERROR),
        result.count(Outcome.NO_ANSWER),
        result.count(Outcome.NOT_SENT));
  }

  private static String row(String name, LoadResult result, Function<Histogram, String> figure) {
    return String.format(
        ROW,
        name,
        figure.apply(result.fromSend()),
        figure.apply(result.fromIntended()),
        figure.apply(result.sendDelay()));
  }

  private static String mean(Histogram histogram) {
    return histogram.getTotalCount() == 0 ? "–" : micros(histogram.getMean());
  }

  /** A percentile that a handful of samples decides says nothing. */
  private static String percentile(Histogram histogram, double percentile) {
    return isEnough(histogram, percentile)
        ? micros((double) histogram.getValueAtPercentile(percentile))
        : "too few samples";
  }

  private static boolean isEnough(Histogram histogram, double percentile) {
    return histogram.getTotalCount() * (100 - percentile) / 100 >= FEWEST_ABOVE;
  }

  private static String micros(double micros) {
    if (micros < 1_000) {
      return String.format(Locale.ROOT, "%.0f µs", micros);
    }
    return micros < 1_000_000
        ? String.format(Locale.ROOT, "%.2f ms", micros / 1e3)
        : String.format(Locale.ROOT, "%.3f s", micros / 1e6);
  }

  private static String verdict(LoadResult result) {
    StringBuilder text = new StringBuilder();
    long late =
        result.sendDelay().getTotalCount()
            - result.sendDelay().getCountBetweenValues(0, NOTABLE_DELAY_MICROS);
    long lateForAnswers = Math.max(0, late - result.lateByItself());
    if (lateForAnswers * 100 >= result.total() && late > 0) {
      text.append(
          String.format(
              "%nBelieve the middle column: requests waited at the client because answers were"
                  + " late, and a%nclient that times them from sending leaves that out"
                  + " (coordinated omission).%n"));
    }
    if (LoadFigures.isSpoiled(result.lateByItself(), result.total())) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nThe generator itself was late: %d requests left more than 1 ms late although a"
                  + " connection was free.%n%s%n",
              result.lateByItself(),
              result.cpuShare() >= BUSY_CORE
                  ? "Its core was full: lower the rate, or share it between two generators."
                  : "Something else took its core at times: give it one of its own."));
    }
    text.append(leftOut(result));
    if (result.overRange() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%d values were above an hour and count as one.%n",
              result.overRange()));
    }
    return text.toString();
  }

  /** What the columns can't show. */
  private static String leftOut(LoadResult result) {
    StringBuilder text = new StringBuilder();
    if (result.count(Outcome.NOT_SENT) > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%nThis load could not be kept up: %d of %d requests were never sent, as no connection"
                  + " was free for them%nin time. Lower the rate, or give more --connections%s.%n",
              result.count(Outcome.NOT_SENT),
              result.total(),
              result.cpuShare() >= BUSY_CORE ? "; the generator's own core was full as well" : ""));
    }
    if (result.withoutAnswer() > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              "%n%d requests have no answer and so no time in these columns: users felt worse than"
                  + " they say.%n",
              result.withoutAnswer()));
    }
    return text.toString();
  }

  /**
   * For programs.
   *
   * @param result what came of the load
   * @return the members of a JSON object; percentiles that too few samples decide are null
   */
  public static Map<String, Object> document(LoadResult result) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("requests", result.total());
    document.put("tookSeconds", result.tookNanos() / 1e9);
    document.put("offeredSeconds", result.offeredNanos() / 1e9);
    document.put("cpuShare", result.cpuShare());
    Map<String, Object> outcomes = new LinkedHashMap<>();
    for (Outcome outcome : Outcome.values()) {
      outcomes.put(
          outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'), result.count(outcome));
    }
    document.put("outcomes", outcomes);
    document.put("fromSendMicros", summary(result.fromSend()));
    document.put("fromIntendedMicros", summary(result.fromIntended()));
    document.put("sendDelayMicros", summary(result.sendDelay()));
    document.put("lateByItself", result.lateByItself());
    return document;
  }

  private static Map<String, Object> summary(Histogram histogram) {
    Map<String, Object> summary = new LinkedHashMap<>();
    long count = histogram.getTotalCount();
    summary.put("count", count);
    summary.put("mean", count == 0 ? 0.0 : histogram.getMean());
    for (double percentile : PERCENTILES) {
      summary.put(
          "p" + Double.toString(percentile).replace(".0", "").replace(".", ""),
          isEnough(histogram, percentile) ? histogram.getValueAtPercentile(percentile) : null);
    }
    summary.put("max", histogram.getMaxValue());
    return summary;
  }
}
