package weir.agent;

import java.util.regex.Pattern;

/** Names that programs give, fit for a source. */
final class VisibleText {

  /** Control and format characters, halves of a pair, and what breaks a line. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private static final int LONGEST = 60;

  private VisibleText() {}

  /** What can't be seen becomes a question mark, what is long is cut; a blank one is another. */
  static String of(String text, String otherwise) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    String visible = UNSEEN.matcher(cut).replaceAll("?").strip();
    return visible.isEmpty() ? otherwise : visible;
  }
}
