package weir.http.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes settings as HOCON that can be read again. */
public final class SettingsText {

  /** Whole numbers, shares and durations; anything else is put in quotes. */
  private static final Pattern BARE = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?(ns|us|ms|s|m|h)?");

  /** A few long values do not push all origins off the screen. */
  private static final int WIDEST = 48;

  private SettingsText() {}

  /**
   * Writes settings, each with a comment that says where its value came from.
   *
   * @param settings what to write
   * @return lines that end in a line break
   */
  public static String hocon(List<Setting> settings) {
    int width =
        settings.stream()
            .mapToInt(setting -> assignment(setting).length())
            .filter(length -> length <= WIDEST)
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder(ReferenceSettings.ROOT + " {\n");
    for (Setting setting : settings) {
      String assignment = assignment(setting);
      String padding = " ".repeat(Math.max(0, width - assignment.length()));
      String origin = oneLine(setting.origin().label());
      text.append("  %s%s  # %s\n".formatted(assignment, padding, origin));
    }
    return text.append("}\n").toString();
  }

  private static String assignment(Setting setting) {
    String value = setting.value();
    return setting.key() + " = " + (BARE.matcher(value).matches() ? value : quoted(value));
  }

  private static String quoted(String value) {
    return value
        .chars()
        .mapToObj(SettingsText::escaped)
        .collect(Collectors.joining("", "\"", "\""));
  }

  /** ASCII alone, so that it survives whatever encoding the terminal or file has. */
  private static String escaped(int letter) {
    return switch (letter) {
      case '"', '\\' -> "\\" + (char) letter;
      default ->
          letter < ' ' || letter > '~'
              ? String.format(Locale.ROOT, "\\u%04x", letter)
              : Character.toString(letter);
    };
  }

  /** The name of a file may hold anything. */
  private static String oneLine(String label) {
    return label.replaceAll("\\p{Cntrl}", "?");
  }
}
