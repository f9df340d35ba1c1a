package weir.desktop.model;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Finds things by some letters of their names, in order. */
public final class Fuzzy {

  private static final int NO_MATCH = -1;
  private static final int WORD_START = 8;
  private static final int NEIGHBOUR = 5;
  private static final int LETTER = 1;

  private Fuzzy() {}

  /**
   * Those that match, the best first; equal ones stay in order.
   *
   * @param typed what to look for; spaces and case don't matter
   * @param things where
   * @param name of a thing
   * @param <T> what is looked for
   * @return all of them where nothing was typed
   */
  public static <T> List<T> find(String typed, List<T> things, Function<T, String> name) {
    return things.stream()
        .filter(thing -> score(typed, name.apply(thing)) != NO_MATCH)
        .sorted(Comparator.comparingInt((T thing) -> -score(typed, name.apply(thing))))
        .toList();
  }

  /** How well a name fits, the higher the better; negative if it does not. */
  static int score(String typed, String name) {
    String letters = typed.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
    String text = name.toLowerCase(Locale.ROOT);
    int best = NO_MATCH;
    for (int start = 0; start < Math.max(1, text.length()); start++) {
      best = Math.max(best, scoreFrom(letters, text, start));
    }
    return best;
  }

  private static int scoreFrom(String letters, String text, int start) {
    int score = 0;
    int last = NO_MATCH;
    int from = start;
    for (int i = 0; i < letters.length(); i++) {
      int at = text.indexOf(letters.charAt(i), from);
      if (at < 0) {
        return NO_MATCH;
      }
      boolean startsWord = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      score += startsWord ? WORD_START : i > 0 && at == last + 1 ? NEIGHBOUR : LETTER;
      last = at;
      from = at + 1;
    }
    return score;
  }
}
