package weir.http.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody expects of the quantities of an exercise. Immutable. */
public final class Predictions {

  /** No prediction. */
  public static final Predictions NONE = new Predictions(Map.of());

  private static final double NEAR = 0.2;

  private final Map<String, Double> byKey;

  private Predictions(Map<String, Double> byKey) {
    this.byKey = Map.copyOf(byKey);
  }

  /**
   * Predictions by key.
   *
   * @param byKey values in the units of the quantities
   * @return the predictions
   */
  public static Predictions of(Map<String, Double> byKey) {
    return new Predictions(byKey);
  }

  /**
   * Reads predictions as they are written on a command line: {@code last=5s,uses=1}, or the values
   * alone in the order in which they are asked for, where an empty one is none.
   *
   * @param text parted by commas
   * @param asked what can be predicted
   * @return the predictions
   * @throws IllegalArgumentException if one won't do; the message says which and what to write
   */
  public static Predictions parse(String text, List<Quantity> asked) {
    Map<String, Double> values = new LinkedHashMap<>();
    String[] parts = text.split(",", -1);
    for (int place = 0; place < parts.length; place++) {
      int equals = parts[place].indexOf('=');
      Quantity quantity =
          equals < 0
              ? at(place, parts.length, asked)
              : named(parts[place].substring(0, equals).strip(), asked);
      String value = parts[place].substring(equals + 1);
      if (!value.isBlank() && values.put(quantity.key(), read(quantity, value)) != null) {
        throw new IllegalArgumentException(
            quantity.key() + " is predicted twice: leave one of the two out");
      }
    }
    return new Predictions(values);
  }

  private static double read(Quantity quantity, String value) {
    try {
      return quantity.unit().read(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the prediction of " + quantity.key() + " can't be used: " + e.getMessage(), e);
    }
  }

  private static Quantity at(int place, int given, List<Quantity> asked) {
    if (place >= asked.size()) {
      throw new IllegalArgumentException(
          given + " predictions are too many, as " + asked.size() + " can be made: " + keys(asked));
    }
    return asked.get(place);
  }

  private static Quantity named(String key, List<Quantity> asked) {
    return asked.stream()
        .filter(quantity -> quantity.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + key + "' is nothing to predict here: choose of " + keys(asked)));
  }

  private static String keys(List<Quantity> asked) {
    return asked.stream().map(Quantity::key).collect(Collectors.joining(", "));
  }

  /**
   * What was predicted.
   *
   * @param quantity of what
   * @return the value; empty if nothing was
   */
  public OptionalDouble of(Quantity quantity) {
    @Nullable Double value = byKey.get(quantity.key());
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /**
   * Whether a prediction was good: within a fifth of what was measured, or as near as theory has to
   * be.
   *
   * @param predicted what was predicted
   * @param finding what came of it
   * @return true if it was
   */
  public static boolean isNear(double predicted, Finding finding) {
    double room = Math.max(finding.tolerance().value(), NEAR * Math.abs(finding.measured()));
    return Math.abs(predicted - finding.measured()) <= room;
  }
}
