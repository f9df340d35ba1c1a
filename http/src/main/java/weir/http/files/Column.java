package weir.http.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
}
