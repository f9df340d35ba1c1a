package weir.desktop.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import weir.core.figures.LatencySummary;
import weir.core.figures.ResourceUse;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.settings.DurationText;
import weir.desktop.client.ConnectionState;
import weir.desktop.model.LatencyPoint;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.ThreeDigits;

/** How figures and states read. */
final class Text {

  /** Stands for a figure that is not known. */
  static final String UNKNOWN = "–";

  private static final int MOST_ON_A_BUTTON = 32;
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Text() {}

  /**
   * How something reads that may not be known yet.
   *
   * @param value what, null while unknown
   * @param text how it reads once it is known
   * @param otherwise how it reads until then
   */
  static <T> ObservableValue<String> shown(
      ObservableValue<@Nullable T> value, Function<T, String> text, String otherwise) {
    return value.map(known -> known(known, text, otherwise)).orElse(otherwise);
  }

  /** The same of a value at hand. */
  static <T> String known(@Nullable T value, Function<T, String> text, String otherwise) {
    return value == null ? otherwise : text.apply(value);
  }

  /** The service time that is set, or the mean of those that are replayed instead. */
  static String serviceTime(ResourceUse use) {
    return use.replay()
        .map(replay -> "replayed, mean " + MeasuredTime.text(replay.meanNanos() / 1e3))
        .orElseGet(
            () -> "service time " + DurationText.shown(Duration.ofNanos(use.serviceTimeNanos())));
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count that takes little room: from 10,000 on in three digits, with a prefix. */
  static String shortCount(long value) {
    if (Math.abs(value) < 10_000) {
      return count(value);
    }
    return ThreeDigits.withPrefix((double) value);
  }

  /** The same with a capital at its start. */
  static String sentenceCase(String text) {
    return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** The same with a full stop at its end as well. */
  static String sentence(String text) {
    return text.isEmpty() || text.endsWith(".") ? sentenceCase(text) : sentenceCase(text) + ".";
  }

  /** The start of a text that is too long for a button. */
  static String shortened(String text) {
    return text.length() <= MOST_ON_A_BUTTON ? text : text.substring(0, MOST_ON_A_BUTTON - 1) + "…";
  }

  static String rate(double perSecond) {
    if (Double.isNaN(perSecond)) {
      return UNKNOWN;
    }
    if (perSecond >= 99_999.5) {
      return ThreeDigits.withPrefix(perSecond) + "/s";
    }
    return String.format(Locale.ROOT, perSecond < 99.95 ? "%.1f/s" : "%,.0f/s", perSecond);
  }

  static String mean(double value) {
    return Double.isNaN(value) ? UNKNOWN : String.format(Locale.ROOT, "%.1f", value);
  }

  static String mean(LatencySummary summary) {
    return summary.count() == 0 ? UNKNOWN : MeasuredTime.text(summary.meanMicros());
  }

  /** The percentiles since the last reset; a 99th only where enough events stand behind it. */
  static String percentiles(LatencySummary summary) {
    if (summary.count() == 0) {
      return "no event has ended yet";
    }
    String p99 =
        summary.count() < LatencyPoint.SAMPLES_FOR_P99
            ? "p99 – (under 100 events)"
            : "p99 " + MeasuredTime.text((double) summary.p99Micros());
    return "p50 %s · %s · max %s"
        .formatted(
            MeasuredTime.text((double) summary.p50Micros()),
            p99,
            MeasuredTime.text((double) summary.maxMicros()));
  }

  /** What the panel is connected to, and what handles the events of the source on show. */
  static String connection(ConnectionState state, @Nullable Source source) {
    return switch (state) {
      case ConnectionState.Connecting connecting -> "Connecting …";
      case ConnectionState.Connected connected ->
          "Connected · "
              + (source != null && source.kind().equals(SourceKind.GROUP)
                  ? "group " + source.name()
                  : "pid " + connected.server().pid())
              + (source == null
                  ? ""
                  : source.handler().map(name -> " · " + shortened(name)).orElse(""));
      case ConnectionState.Disconnected disconnected -> "Disconnected · trying again";
      case ConnectionState.Recorded recorded ->
          "Recording · "
              + recorded.file().getFileName()
              + " · "
              + started(recorded.startEpochMillis())
              + (recorded.fault().isPresent() ? " · not whole" : "");
    };
  }

  /** The same in a word or two. */
  static String connection(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Connecting connecting -> "Connecting …";
      case ConnectionState.Connected connected -> "Connected";
      case ConnectionState.Disconnected disconnected -> "Disconnected";
      case ConnectionState.Recorded recorded -> "Recording";
    };
  }

  /** The bounds of a source; empty if it has none. */
  static String bounds(Source source) {
    StringJoiner text = new StringJoiner(", ");
    source
        .capacity()
        .ifPresent(
            slots ->
                text.add(
                    source.kind().equals(SourceKind.PIPELINE)
                        ? String.format(Locale.ROOT, "Ring of %,d slots", slots)
                        : String.format(Locale.ROOT, "Room for %,d events", slots)));
    source
        .capabilities()
        .workers()
        .ifPresent(range -> text.add("at most " + range.most() + " workers"));
    return text.toString();
  }

  /** What the source is: its kind and its bounds. */
  static String facts(Source source) {
    String bounds = bounds(source);
    return source.kind() + (bounds.isEmpty() ? "" : " · " + bounds);
  }

  /** Why the controls are off, and what happens next. */
  static String whyOff(ConnectionState state) {
    return switch (state) {
      case ConnectionState.Connecting connecting -> "Connecting to the server …";
      case ConnectionState.Connected connected -> "";
      case ConnectionState.Disconnected disconnected ->
          "No server, so the controls are off; trying again every second. ("
              + disconnected.reason()
              + ")";
      case ConnectionState.Recorded recorded ->
          "A recording, so there is nothing to control: choose a time, or play it (space)."
              + recorded.fault().map(fault -> " Not whole: " + fault + ".").orElse("");
    };
  }

  private static String started(long epochMillis) {
    return STARTED.format(Instant.ofEpochMilli(epochMillis).atZone(ZoneId.systemDefault()));
  }
}
