package weir.core.settings;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How the values of a setting are written, and which of them there are.
 *
 * @param label what help texts call such a value
 * @param read the value of a text; gets the setting's key first, for the sentence about a text that
 *     won't do
 * @param write the text of a value, which {@code read} takes back exactly
 * @param check refuses a value out of range; gets the setting's name first, for the sentence
 */
record SettingForm<T>(
    String label,
    BiFunction<String, String, T> read,
    Function<T, String> write,
    BiConsumer<String, T> check) {

  /** Reads the two halves of a text; gets the setting's key first. */
  @FunctionalInterface
  interface PairReader<T> {
    T read(String key, String first, String second);
  }

  static final String NONE = "none";

  /** Values that are in range whenever they exist. */
  static <T> SettingForm<T> of(
      String label, BiFunction<String, String, T> read, Function<T, String> write) {
    return new SettingForm<>(label, read, write, (name, value) -> {});
  }

  /** Nanoseconds, up to {@link Range#MAX_NANOS}. */
  static SettingForm<Long> duration() {
    return new SettingForm<>(
        "DURATION", (key, text) -> nanos(text), SettingForm::text, Range::checkNanos);
  }

  /** The same, or {@code none}, which stands for a number of its own. */
  static SettingForm<Long> durationOrNone(long none) {
    return new SettingForm<>(
        "DURATION",
        (key, text) -> text.equalsIgnoreCase(NONE) ? none : nanos(text),
        nanos -> nanos == none ? NONE : text(nanos),
        (name, nanos) -> {
          if (nanos != none) {
            Range.checkNanos(name, nanos);
          }
        });
  }

  static SettingForm<Long> wholeNumber() {
    return of("N", NumberText::parseWhole, value -> Long.toString(value));
  }

  /** A whole number from 0. */
  static SettingForm<Integer> count(int most) {
    return new SettingForm<>(
        "N",
        (key, text) ->
            (int) Math.max(-1, Math.min(Integer.MAX_VALUE, NumberText.parseWhole(key, text))),
        value -> Integer.toString(value),
        (name, value) -> Range.check(name, value, 0, most));
  }

  /** From 0 to 1. */
  static SettingForm<Double> share() {
    return new SettingForm<>(
        "SHARE",
        NumberText::parse,
        value -> Double.toString(value),
        (name, value) -> Range.check(name, value, 0, 1));
  }

  /** Two texts with a comma between them, or {@code none}. */
  static <T> SettingForm<T> pair(
      String label, T none, PairReader<T> read, Function<T, String> write) {
    return of(
        label,
        (key, text) -> {
          if (text.equalsIgnoreCase(NONE)) {
            return none;
          }
          String[] parts = text.split(",", -1);
          if (parts.length != 2) {
            throw new IllegalArgumentException(
                "'" + text + "' won't do for " + key + ": write " + label + ", or none");
          }
          return read.read(key, parts[0], parts[1]);
        },
        write);
  }

  static long nanos(String text) {
    return DurationText.parse(text).toNanos();
  }

  static String text(long nanos) {
    return DurationText.format(Duration.ofNanos(nanos));
  }
}
