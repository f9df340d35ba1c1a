package weir.http.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import weir.core.figures.Ledger;
import weir.http.config.NearestName;

/** Every figure that a condition may be about, by how it is written. */
final class Figures {

  private static final Pattern PERCENTILE = Pattern.compile("p\\d{1,3}(\\.\\d{1,6})?");

  private static final Map<String, Function<MeasuredSpan, Reading>> COUNTS = new LinkedHashMap<>();
  private static final Map<String, Level> LEVELS = new LinkedHashMap<>();
  private static final Map<String, LatencyClock> CLOCKS = new LinkedHashMap<>();
  private static final Map<String, Figure> OTHERS = new LinkedHashMap<>();

  private static final Map<String, Function<Gauge, Reading>> OF_LEVELS = new LinkedHashMap<>();
  private static final List<String> OF_CLOCKS =
      List.of("p50", "p90", "p99", "p99.9", "max", "mean");
  private static final String RATE = "rate";

  static {
    COUNTS.put("accepted", span -> span.count(Ledger::accepted));
    COUNTS.put("completed", span -> span.count(Ledger::completed));
    COUNTS.put("failed", span -> span.optionalCount(Ledger::failed));
    COUNTS.put("rejected", span -> span.optionalCount(Ledger::rejected));
    COUNTS.put("ended", span -> span.count(Ledger::ended));
    COUNTS.put("offered", span -> span.count(Ledger::offered));
    for (Level level : Level.values()) {
      LEVELS.put(level.name().toLowerCase(Locale.ROOT).replace('_', '-'), level);
    }
    LatencyClock.ALL.forEach(clock -> CLOCKS.put(clock.name(), clock));
    OTHERS.put("throughput", rate("ended"));
    OTHERS.put("utilisation", new Figure(Unit.SHARE, MeasuredSpan::utilisation));
    OF_LEVELS.put("max", Gauge::most);
    OF_LEVELS.put("mean", Gauge::mean);
    OF_LEVELS.put("min", Gauge::least);
    OF_LEVELS.put("last", Gauge::last);
  }

  private Figures() {}

  /**
   * A figure that is written as one word.
   *
   * @throws IllegalArgumentException if there is none; the message says what would be right
   */
  static Figure named(String name) {
    Function<MeasuredSpan, Reading> count = COUNTS.get(name);
    if (count != null) {
      return new Figure(Unit.COUNT, count);
    }
    Figure other = OTHERS.get(name);
    if (other != null) {
      return other;
    }
    if (CLOCKS.containsKey(name)) {
      throw new IllegalArgumentException(
          "it has many values: say which, such as p99(%s) or max(%1$s)".formatted(name));
    }
    if (LEVELS.containsKey(name)) {
      throw new IllegalArgumentException(
          "it changes all the time: say which, max(%s), mean(%1$s), min(%1$s) or last(%1$s)"
              .formatted(name));
    }
    List<String> names = new ArrayList<>(COUNTS.keySet());
    names.addAll(OTHERS.keySet());
    names.addAll(LEVELS.keySet());
    names.addAll(CLOCKS.keySet());
    throw new IllegalArgumentException(unknown("figure", name, names));
  }

  /**
   * Checks the name of a function before it is known of what.
   *
   * @return the name
   * @throws IllegalArgumentException if there is no such function; the message says what would be
   *     right
   */
  static String function(String name) {
    if (PERCENTILE.matcher(name).matches()) {
      double percentile = percentile(name);
      if (percentile <= 0 || percentile >= 100) {
        throw new IllegalArgumentException(
            "a percentile is above 0 and below 100: p50, p99.9; the largest is max");
      }
      return name;
    }
    List<String> functions = new ArrayList<>(OF_CLOCKS);
    functions.addAll(List.of("min", "last", RATE));
    if (!functions.contains(name)) {
      throw new IllegalArgumentException(unknown("function", name, functions));
    }
    return name;
  }

  /**
   * A figure that is written as a function of another.
   *
   * @param function one that {@link #function} lets pass
   * @throws IllegalArgumentException if it does not go with the name; the message says what would
   *     be right
   */
  static Figure of(String function, String name) {
    LatencyClock clock = CLOCKS.get(name);
    if (clock != null) {
      return ofClock(function, name, clock);
    }
    Level level = LEVELS.get(name);
    if (level != null) {
      Function<Gauge, Reading> of = OF_LEVELS.get(function);
      if (of == null) {
        throw unfit(function, name, OF_LEVELS.keySet());
      }
      return new Figure(level.unit(), span -> span.level(level, of));
    }
    if (COUNTS.containsKey(name)) {
      if (!function.equals(RATE)) {
        throw new IllegalArgumentException(
            "it is one count: write %s, or rate(%1$s) for how many in a second".formatted(name));
      }
      return rate(name);
    }
    if (OTHERS.containsKey(name)) {
      throw new IllegalArgumentException("it is one figure: write " + name);
    }
    List<String> names = new ArrayList<>();
    if (function.equals(RATE)) {
      names.addAll(COUNTS.keySet());
    } else {
      names.addAll(CLOCKS.keySet());
      if (OF_LEVELS.containsKey(function)) {
        names.addAll(LEVELS.keySet());
      }
    }
    throw new IllegalArgumentException(unknown("figure", name, names));
  }

  private static Figure ofClock(String function, String name, LatencyClock clock) {
    if (PERCENTILE.matcher(function).matches()) {
      double percentile = percentile(function);
      return new Figure(Unit.DURATION, span -> span.percentile(clock, percentile));
    }
    return switch (function) {
      case "max" -> new Figure(Unit.DURATION, span -> span.most(clock));
      case "mean" -> new Figure(Unit.DURATION, span -> span.mean(clock));
      default -> throw unfit(function, name, OF_CLOCKS);
    };
  }

  private static double percentile(String function) {
    return Double.parseDouble(function.substring(1));
  }

  private static Figure rate(String count) {
    Function<MeasuredSpan, Reading> counted = Objects.requireNonNull(COUNTS.get(count), count);
    return new Figure(Unit.RATE, span -> MeasuredSpan.rate(counted.apply(span), span.nanos()));
  }

  private static IllegalArgumentException unfit(
      String function, String name, Iterable<String> functions) {
    List<String> choices = new ArrayList<>();
    functions.forEach(each -> choices.add(each + "(" + name + ")"));
    return new IllegalArgumentException(
        "there is no %s of %s: write %s".formatted(function, name, String.join(", ", choices)));
  }

  private static String unknown(String what, String written, List<String> names) {
    return "there is no %s '%s': %s".formatted(what, written, NearestName.remedy(written, names));
  }
}
