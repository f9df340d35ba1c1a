package weir.http.files;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import weir.core.settings.DurationText;

/**
 * The unit that numbers are in.
 *
 * @param nanos length of one
 * @param origin how it is known, for people
 */
public record TimeScale(long nanos, String origin) {

  private static final List<String> WHOLE_HEADINGS = List.of("s", "m", "h");

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("nano", "ns"),
          Map.entry("nsec", "ns"),
          Map.entry("micro", "us"),
          Map.entry("usec", "us"),
          Map.entry("µsec", "us"),
          Map.entry("milli", "ms"),
          Map.entry("msec", "ms"),
          Map.entry("second", "s"),
          Map.entry("sec", "s"),
          Map.entry("minute", "min"),
          Map.entry("hour", "h"));

  private static final List<String> ENDINGS = List.of("", "s", "second", "seconds", "sec", "secs");

  /**
   * The unit that a person gives.
   *
   * @param unit such as {@code ms}
   * @return the scale
   * @throws IllegalArgumentException if there is no such unit; the message lists those there are
   */
  public static TimeScale given(String unit) {
    OptionalLong nanos = nanos(unit.toLowerCase(Locale.ROOT));
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + unit + "' is no unit: write unit= with one of ns, us, ms, s, min, h");
    }
    return new TimeScale(nanos.getAsLong(), "as given");
  }

  /**
   * The unit that a heading names.
   *
   * @param column whose heading
   * @return the scale; empty if it names none, or two
   */
  public static Optional<TimeScale> of(Column column) {
    if (column.isRate()) {
      return Optional.empty();
    }
    List<String> words = column.words();
    List<Long> found =
        words.stream()
            // A single letter is a unit where it comes last, as in time_s; m and h hardly ever are.
            .filter(word -> word.length() > 1 || (word.equals("s") && words.getLast().equals("s")))
            .filter(word -> !WHOLE_HEADINGS.subList(1, 3).contains(word))
            .map(TimeScale::nanos)
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong)
            .distinct()
            .toList();
    return found.size() == 1
        ? Optional.of(new TimeScale(found.getFirst(), "from the heading"))
        : Optional.empty();
  }

  private static OptionalLong nanos(String word) {
    OptionalLong direct = DurationText.nanosPerUnit(word);
    if (direct.isPresent()) {
      return direct;
    }
    for (String ending : ENDINGS) {
      if (word.endsWith(ending)) {
        String unit = WORDS.get(word.substring(0, word.length() - ending.length()));
        if (unit != null) {
          return DurationText.nanosPerUnit(unit);
        }
      }
    }
    return OptionalLong.empty();
  }

  /**
   * The unit for people.
   *
   * @return such as µs
   */
  public String name() {
    return name(nanos);
  }

  static String name(long nanos) {
    return switch (Long.toString(nanos)) {
      case "1" -> "ns";
      case "1000" -> "µs";
      case "1000000" -> "ms";
      case "1000000000" -> "s";
      case "60000000000" -> "min";
      default -> "h";
    };
  }

  /**
   * The unit and how it is known.
   *
   * @return such as {@code ms (from the heading)}
   */
  public String text() {
    return name() + " (" + origin + ")";
  }
}
