package weir.http.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import weir.core.settings.DurationText;

/**
 * What separates the columns of a table, as its first lines show it. A comma does wherever it
 * occurs and nothing else does; it is a decimal comma only where another sign separates.
 *
 * @param separator between two cells; a blank stands for any number of them
 */
record Layout(char separator) {

  static final char BLANKS = ' ';

  private static final int MOST_LINES = 200;

  /** A head of so many characters is not the whole of a file, so that its last line may be cut. */
  private static final int CUT = 8_000;

  private static final Map<Character, String> NAMES =
      new TreeMap<>(
          Map.of(
              ';', "a semicolon", '\t', "a tab", '|', "a bar", BLANKS, "a blank", ',', "a comma"));

  static Layout of(String head) {
    List<String> lines = new ArrayList<>();
    for (String line : head.lines().limit(MOST_LINES).toList()) {
      String text = line.strip();
      if (!text.isEmpty() && !text.startsWith("#")) {
        lines.add(outsideQuotes(text));
      }
    }
    if (lines.size() > 1 && head.length() >= CUT) {
      // The head may cut it.
      lines.removeLast();
    }
    return new Layout(separator(lines));
  }

  private static char separator(List<String> lines) {
    for (char candidate : new char[] {'\t', ';', '|'}) {
      if (!lines.isEmpty() && lines.stream().allMatch(line -> line.indexOf(candidate) >= 0)) {
        return candidate;
      }
    }
    for (char candidate : new char[] {',', ';', '\t', '|'}) {
      if (lines.stream().anyMatch(line -> line.indexOf(candidate) >= 0)) {
        return candidate;
      }
    }
    return lines.size() > 0
            && lines.stream().skip(lines.size() > 1 ? 1 : 0).allMatch(Layout::hasBlanks)
        ? BLANKS
        : ',';
  }

  /** {@code 5 ms} is one cell. */
  private static boolean hasBlanks(String line) {
    String[] words = line.split("\\s+", -1);
    return words.length > 2
        || (words.length == 2
            && DurationText.nanosPerUnit(words[1].toLowerCase(Locale.ROOT)).isEmpty());
  }

  private static String outsideQuotes(String line) {
    return line.replaceAll("\"[^\"]*\"", "\"\"");
  }

  boolean allowsDecimalComma() {
    return separator == ';' || separator == '\t' || separator == '|';
  }

  String name() {
    return NAMES.getOrDefault(separator, "a comma");
  }
}
