package weir.http.check;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What came of one condition.
 *
 * @param condition what was asked
 * @param reading what was measured
 */
public record Verdict(Condition condition, Reading reading) {

  /** How a condition can come out. */
  public enum Outcome {
    /** It holds. */
    OK("ok"),
    /** It does not. */
    FAILED("failed"),
    /** Nobody can tell, which is not ok. */
    CANNOT_TELL("cannot tell");

    private final String text;

    Outcome(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * How it came out.
   *
   * @return the outcome
   */
  public Outcome outcome() {
    return switch (reading) {
      case Reading.Known known ->
          condition.operator().holds(known.value(), condition.limit())
              ? Outcome.OK
              : Outcome.FAILED;
      case Reading.Unknown unknown -> Outcome.CANNOT_TELL;
    };
  }

  /** What was measured, or why it can't be told. */
  String measured() {
    return switch (reading) {
      case Reading.Known known ->
          condition.figure().unit().text(known.value())
              + (known.basis().isEmpty() ? "" : " (" + known.basis() + ")");
      case Reading.Unknown unknown -> unknown.reason();
    };
  }

  /** One line for people. */
  String line(int width) {
    String format = "%-11s  %-" + width + "s  %s%s";
    return String.format(
        Locale.ROOT,
        format,
        outcome().text(),
        condition.text(),
        reading instanceof Reading.Known ? "measured " : "",
        measured());
  }

  /** Members of a JSON object. */
  Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("condition", condition.text());
    members.put("outcome", outcome().text());
    members.put("limit", condition.limit());
    if (reading instanceof Reading.Known known) {
      members.put("measured", known.value());
    }
    String unit = condition.figure().unit().inJson();
    if (!unit.isEmpty()) {
      members.put("unit", unit);
    }
    members.put("text", measured());
    return members;
  }
}
