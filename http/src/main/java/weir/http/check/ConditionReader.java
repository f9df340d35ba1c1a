package weir.http.check;

import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one condition, from left to right. */
final class ConditionReader {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9.]*(-[A-Za-z0-9.]+)*");
  private static final String EXAMPLES =
      "a condition is a figure, an operator and a limit, such as 'p99(response) < 50ms' or"
          + " 'rejected == 0'";

  private final String text;
  private int place;

  ConditionReader(String text) {
    this.text = text;
  }

  Condition read() {
    Figure figure = figure();
    Operator operator = operator();
    skipSpaces();
    int start = place;
    String limit = text.substring(start).strip();
    if (limit.isEmpty()) {
      throw fault(start, "", "the limit is missing: " + EXAMPLES);
    }
    try {
      return new Condition(text.strip(), figure, operator, figure.unit().read(limit));
    } catch (IllegalArgumentException e) {
      throw fault(start, limit, e.getMessage());
    }
  }

  private Figure figure() {
    int start = skipSpaces();
    String name = name("a figure is missing here: " + EXAMPLES);
    if (!next('(')) {
      return figure(start, name, () -> Figures.named(name));
    }
    figure(start, name, () -> Figures.function(name));
    int inside = skipSpaces();
    String of = name("what it is of is missing here, such as response in p99(response)");
    if (!next(')')) {
      throw fault(
          place, rest(), "the closing bracket is missing here: write " + name + "(" + of + ")");
    }
    return figure(inside, of, () -> Figures.of(name, of));
  }

  private <T> T figure(int start, String word, Supplier<T> found) {
    try {
      return found.get();
    } catch (IllegalArgumentException e) {
      throw fault(start, word, e.getMessage());
    }
  }

  private Operator operator() {
    int start = skipSpaces();
    Operator operator =
        Operator.at(text, start)
            .orElseThrow(
                () ->
                    fault(
                        start,
                        rest(),
                        text.startsWith("=", start)
                            ? "'=' alone is none of the operators: write =="
                            : "an operator is missing here: write one of "
                                + String.join(" ", Operator.symbols())));
    place = start + operator.symbol().length();
    return operator;
  }

  private String name(String missing) {
    Matcher matcher = NAME.matcher(text).region(place, text.length());
    if (!matcher.lookingAt()) {
      throw fault(place, rest(), missing);
    }
    place = matcher.end();
    return matcher.group();
  }

  private boolean next(char wanted) {
    skipSpaces();
    boolean found = place < text.length() && text.charAt(place) == wanted;
    if (found) {
      place++;
    }
    return found;
  }

  /** Returns where it stands then. */
  private int skipSpaces() {
    while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
      place++;
    }
    return place;
  }

  private String rest() {
    return text.substring(place).strip();
  }

  /** Places are counted from 1, as people do. */
  private IllegalArgumentException fault(int start, String word, @Nullable String sentence) {
    String where =
        start >= text.strip().length() && word.isEmpty()
            ? "at its end"
            : "at letter " + (start + 1) + (word.isEmpty() ? "" : ", '" + word + "'");
    return new IllegalArgumentException(
        "the condition '%s' can't be read %s: %s".formatted(text, where, sentence));
  }
}
