package weir.core.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line of data in a text file as people write them: blank lines and those that start with {@code
 * #} are no data, nor is a first line that starts with a letter, which is a heading.
 *
 * @param number of the line in its file, from 1
 * @param text without the blanks around it
 */
public record DataLine(int number, String text) {

  /**
   * Picks out the data.
   *
   * @param lines all lines of a file
   * @return those that hold data, in order
   */
  public static List<DataLine> of(List<String> lines) {
    List<DataLine> data = new ArrayList<>(lines.size());
    for (int index = 0; index < lines.size(); index++) {
      DataLine line = of(index + 1, lines.get(index));
      if (line != null) {
        data.add(line);
      }
    }
    return data;
  }

  /**
   * Looks at a line by itself.
   *
   * @param number of the line in its file, from 1
   * @param line the whole of it
   * @return the data, or null if it holds none
   */
  public static @Nullable DataLine of(int number, String line) {
    String text = line.strip();
    boolean heading = number == 1 && !text.isEmpty() && Character.isLetter(text.charAt(0));
    return text.isEmpty() || text.startsWith("#") || heading ? null : new DataLine(number, text);
  }
}
