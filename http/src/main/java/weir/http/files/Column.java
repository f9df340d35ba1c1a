package weir.http.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A column of a table.
 *
 * @param place of its cells in a line, from 0
 * @param number for people, from 1; a column of row names does not count
 * @param heading what it is called; empty if it has no heading
 */
public record Column(int place, int number, String heading) {

  /**
   * The column for people.
   *
   * @return its heading or its number
   */
  public String name() {
    return heading.isEmpty() ? "column " + number : "column " + heading;
  }

  /** The words of the heading, in lower case: {@code response_timeMs} has three. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    String spaced = heading.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2");
    for (String word : spaced.toLowerCase(Locale.ROOT).split("[^\\p{L}]+", -1)) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /**
   * Whether a word of the heading, or all of it without blanks and signs, is one of some.
   *
   * @param names in lower case
   * @return true if it is
   */
  public boolean isCalled(Set<String> names) {
    return words().stream().anyMatch(names::contains) || names.contains(String.join("", words()));
  }

  /**
   * Whether the heading is that of a rate, so that a unit of time in it is none of its values.
   *
   * @return true for such as {@code requests/s}
   */
  public boolean isRate() {
    return words().contains("per")
        || heading.matches("(?i).*(/\\s*s(ec(onds?)?)?\\b|\\b[rtq]ps\\b).*");
  }

  /**
   * Chooses a column by what a person says.
   *
   * @param table whose
   * @param option what the option is called, for the fault
   * @param choice a heading, or a number from 1
   * @return the column
   * @throws IllegalArgumentException if there is none or two; the message lists those there are
   */
  public static Column named(Table table, String option, String choice) {
    List<Column> found =
        table.columns().stream()
            .filter(column -> column.heading().equalsIgnoreCase(choice))
            .toList();
    if (found.isEmpty()) {
      found =
          table.columns().stream()
              .filter(column -> Integer.toString(column.number()).equals(choice))
              .toList();
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new IllegalArgumentException(
        "%s has %s %s: say %s=, with one of %s"
            .formatted(
                table.path(),
                found.isEmpty() ? "no column" : "two columns",
                choice,
                option,
                choices(table)));
  }

  /**
   * The columns there are.
   *
   * @param table whose
   * @return their numbers and headings, as they can be chosen
   */
  public static String choices(Table table) {
    return table.columns().stream()
        .map(
            column ->
                column.heading().isEmpty()
                    ? Integer.toString(column.number())
                    : column.number() + " (" + column.heading() + ")")
        .collect(Collectors.joining(", "));
  }
}
