package weir.dist;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A man page that grows, in the macros of man(7). */
final class Troff {

  private final StringBuilder page = new StringBuilder();

  /** Its head: name, day and source. */
  void title(String name, String day, String source) {
    page.append(
        ".TH \"%s\" 1 \"%s\" \"%s\" \"Weir\"\n"
            .formatted(name.toUpperCase(Locale.ROOT), day, source));
    page.append(".nh\n.ad l\n"); // neither hyphens in flags nor gaps between words
  }

  Troff heading(String heading) {
    page.append(".SH ").append(escaped(heading)).append('\n');
    return this;
  }

  Troff text(String text) {
    text.lines().map(String::strip).forEach(line -> page.append(escaped(line)).append('\n'));
    return this;
  }

  /** Lines that stay as they are. */
  void lines(List<String> lines) {
    page.append(".nf\n");
    lines.forEach(line -> page.append(escaped(line)).append('\n'));
    page.append(".fi\n");
  }

  /** The first of them starts under its heading. */
  void paragraphs(List<String> paragraphs) {
    String between = "";
    for (String paragraph : paragraphs) {
      page.append(between);
      text(paragraph);
      between = ".PP\n";
    }
  }

  /** A word and, indented, what it means. */
  void entry(String word, String meaning) {
    page.append(".TP\n.B ").append(escaped(word)).append('\n');
    text(meaning.isBlank() ? "\u00a0" : meaning);
  }

  void section(String heading, Map<String, String> entries) {
    heading(heading);
    entries.forEach(this::entry);
  }

  /** A minus would be a hyphen, and a line that starts with a dot a request. */
  private static String escaped(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-").replace("\u00a0", "\\ ");
    return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
