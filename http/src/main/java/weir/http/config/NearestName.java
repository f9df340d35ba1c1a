package weir.http.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class NearestName {

  private static final int SHORT = 4;

  private NearestName() {}

  /** The name with the fewest slips of the keyboard between, if they are few. */
  static Optional<String> to(String written, Collection<String> names) {
    int mostSlips = written.length() < SHORT ? 1 : Math.max(2, written.length() / 3);
    return names.stream()
        .min(Comparator.comparingInt(name -> slips(written, name)))
        .filter(name -> slips(written, name) <= mostSlips);
  }

  /**
   * What to say after the fault: the name that was meant, or all there are.
   *
   * @param written a name that is not known
   * @param names those that are
   * @return a part of a sentence
   */
  public static String remedy(String written, Collection<String> names) {
    return to(written, names)
        .map(name -> "did you mean " + name + "?")
        .orElseGet(() -> "there are " + String.join(", ", names));
  }

  /** Letters that are missing, too many, wrong, or swapped with the next (Damerau, Levenshtein). */
  static int slips(String from, String to) {
    int[][] slips = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, i, j, from, to);
      }
    }
    return slips[from.length()][to.length()];
  }

  private static int fewest(int[][] slips, int i, int j, String from, String to) {
    boolean same = from.charAt(i - 1) == to.charAt(j - 1);
    int fewest = slips[i - 1][j - 1] + (same ? 0 : 1);
    fewest = Math.min(fewest, Math.min(slips[i - 1][j], slips[i][j - 1]) + 1);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
  }
}
