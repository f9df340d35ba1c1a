package weir.core.figures;

import java.util.regex.Pattern;

/** Texts that strangers send and people read: short, and nothing in them but what can be seen. */
final class ShortText {

  /** In {@code char}s. */
  static final int MAX_LENGTH = 64;

  /** Control and format characters, halves of a pair, and what breaks a line. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private ShortText() {}

  static String check(String what, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank: give it one");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          what
              + " must have at most "
              + MAX_LENGTH
              + " characters, and one of "
              + text.length()
              + " has more: shorten it");
    }
    if (UNSEEN.matcher(text).find()) {
      throw new IllegalArgumentException(
          what + " must have no control characters, and one has: leave them out");
    }
    return text;
  }

  /**
   * Makes a text fit to be shown: what can't be seen becomes a question mark, what is long is cut.
   */
  static String clean(String text) {
    return clean(text, MAX_LENGTH);
  }

  static String clean(String text, int maxLength) {
    // Cut first: a half of a pair that this leaves can't be seen either.
    String cut = text.length() <= maxLength ? text : text.substring(0, maxLength - 1) + "…";
    return isPlain(cut) ? cut : UNSEEN.matcher(cut).replaceAll("?");
  }

  /** Nearly all are, and there are hundreds a second. */
  private static boolean isPlain(String text) {
    for (int place = 0; place < text.length(); place++) {
      char at = text.charAt(place);
      if (at < ' ' || at > '~') {
        return false;
      }
    }
    return true;
  }
}
