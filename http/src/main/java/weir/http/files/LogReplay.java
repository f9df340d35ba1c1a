package weir.http.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Latencies;
import weir.core.resource.RecordedTimes;
import weir.core.settings.FileChoice;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ServiceTimeModel.Replay;

/** Service times drawn from what a histogram log holds of one tag. */
final class LogReplay {

  /** How lines without a tag are chosen. */
  private static final String UNTAGGED_NAME = "untagged";

  private LogReplay() {}

  static RecordedTimes read(FileChoice choice) {
    if (!choice.option(Replay.COLUMN).isEmpty()) {
      throw new IllegalArgumentException(
          choice.file() + " is a histogram log and has no columns: say tag= instead");
    }
    LogFile log = LogFile.read(choice.file());
    String tag = tag(log, choice.option(Replay.TAG));
    LogSeries series = series(log, tag);
    TimeScale scale = scale(log, series, choice.option(Replay.UNIT));
    return drawn(log, series, scale, clock(log, tag));
  }

  private static String tag(LogFile log, String chosen) {
    if (!chosen.isEmpty()) {
      boolean untagged =
          chosen.equals(UNTAGGED_NAME)
              || (log.isWeirs() && chosen.equals(Latencies.NAMES.responseTime()));
      return untagged && log.series(chosen) == null ? LogFile.UNTAGGED : chosen;
    }
    if (log.isWeirs()) {
      // Response times hold the queueing that a replay makes anew.
      return Latencies.NAMES.holdTime();
    }
    if (log.series(LogFile.UNTAGGED) == null && log.tags().size() == 1) {
      return log.tags().getFirst();
    }
    return LogFile.UNTAGGED;
  }

  private static LogSeries series(LogFile log, String tag) {
    LogSeries series = log.series(tag);
    if (series != null && !series.buckets().isEmpty()) {
      return series;
    }
    if (log.tags().isEmpty()) {
      throw new IllegalArgumentException(
          log.path() + " holds no value: replay a histogram log that has some");
    }
    throw new IllegalArgumentException(
        "%s has no values of %s: add ,tag= and one of %s"
            .formatted(
                log.path(),
                tag.equals(LogFile.UNTAGGED) ? "lines without a tag" : "the tag " + tag,
                log.tags().stream()
                    .map(found -> choice(log, found))
                    .collect(Collectors.joining(", "))));
  }

  private static String choice(LogFile log, String tag) {
    if (!tag.equals(LogFile.UNTAGGED)) {
      return tag;
    }
    return log.isWeirs() ? Latencies.NAMES.responseTime() : UNTAGGED_NAME;
  }

  private static String clock(LogFile log, String tag) {
    if (log.isWeirs()) {
      return choice(log, tag) + " time of Weir's";
    }
    return tag.equals(LogFile.UNTAGGED) ? "the lines without a tag" : "tag " + tag;
  }

  private static TimeScale scale(LogFile log, LogSeries series, String unit) {
    if (!unit.isEmpty()) {
      return TimeScale.given(unit);
    }
    if (log.isWeirs()) {
      return new TimeScale(1_000, "as Weir writes");
    }
    long inferred = series.inferredNanos();
    if (inferred == 0) {
      throw new IllegalArgumentException(
          "%s does not tell the unit of its values (the largest is %s): add ,unit= and one of ns, us, ms, s"
              .formatted(log.path(), plain(series.max())));
    }
    return new TimeScale(inferred, "inferred from the column of maxima");
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static RecordedTimes drawn(
      LogFile log, LogSeries series, TimeScale scale, @Nullable String clock) {
    Map<LogSeries.Ends, Long> buckets = series.buckets();
    if (series.max() * scale.nanos() > ResourceSettings.MAX_NANOS) {
      throw new IllegalArgumentException(
          "%s holds values above an hour, the longest service time, if they are in %s: say their unit with ,unit=, such as ,unit=ns"
              .formatted(log.path(), scale.text()));
    }
    List<Map.Entry<LogSeries.Ends, Long>> entries = new ArrayList<>(buckets.entrySet());
    double[] from = new double[entries.size()];
    double[] to = new double[entries.size()];
    long[] counts = new long[entries.size()];
    for (int place = 0; place < counts.length; place++) {
      from[place] = entries.get(place).getKey().low() * scale.nanos();
      to[place] = entries.get(place).getKey().high() * scale.nanos();
      counts[place] = entries.get(place).getValue();
    }
    return RecordedTimes.drawn(
        from, to, counts, scale.text(), String.valueOf(clock), log.warning());
  }
}
