package weir.http.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How what was measured is to stand to a limit. */
enum Operator {
  AT_MOST("<="),
  AT_LEAST(">="),
  EQUAL("=="),
  UNEQUAL("!="),
  BELOW("<"),
  ABOVE(">");

  private final String symbol;

  Operator(String symbol) {
    this.symbol = symbol;
  }

  /** The one that a text begins with: the longest of those. */
  static Optional<Operator> at(String text, int start) {
    return Arrays.stream(values())
        .filter(operator -> text.startsWith(operator.symbol, start))
        .findFirst();
  }

  static List<String> symbols() {
    return Arrays.stream(values()).map(operator -> operator.symbol).toList();
  }

  String symbol() {
    return symbol;
  }

  boolean holds(double measured, double limit) {
    return switch (this) {
      case AT_MOST -> measured <= limit;
      case AT_LEAST -> measured >= limit;
      case EQUAL -> measured == limit;
      case UNEQUAL -> measured != limit;
      case BELOW -> measured < limit;
      case ABOVE -> measured > limit;
    };
  }
}
