package weir.core.link;

import java.util.ArrayList;
import java.util.List;

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
      String text = lines.get(index).strip();
      boolean heading = index == 0 && !text.isEmpty() && Character.isLetter(text.charAt(0));
      if (!text.isEmpty() && !text.startsWith("#") && !heading) {
        data.add(new DataLine(index + 1, text));
      }
    }
    return data;
  }
}
