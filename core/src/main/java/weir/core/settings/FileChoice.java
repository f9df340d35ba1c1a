package weir.core.settings;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file and what is to be taken from it, as people write it: {@code times.csv,column=ms,unit=us}.
 *
 * @param file path of the file; may hold commas
 * @param options what follows it, by name, in order
 */
public record FileChoice(String file, Map<String, String> options) {

  private static final int MAX_LENGTH = 1024;

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if there is none, or if the text is too long
   */
  public FileChoice {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    if (file.isBlank() || text(file, options).length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the path of a file is needed, up to " + MAX_LENGTH + " characters with what follows it");
    }
  }

  /**
   * Reads a choice. What does not end in a known option belongs to the path.
   *
   * @param text a path, and options {@code ,NAME=VALUE} after it
   * @param known names of the options there are
   * @return the choice
   * @throws IllegalArgumentException if there is no path, or an option twice; the message says so
   */
  public static FileChoice parse(String text, List<String> known) {
    String file = text.strip();
    ArrayDeque<String[]> found = new ArrayDeque<>();
    while (true) {
      int comma = file.lastIndexOf(',');
      String[] option = file.substring(comma + 1).split("=", 2);
      if (comma < 0 || option.length < 2 || !known.contains(option[0].strip())) {
        break;
      }
      found.addFirst(option);
      file = file.substring(0, comma);
    }
    Map<String, String> options = new LinkedHashMap<>();
    for (String[] option : found) {
      String name = option[0].strip();
      if (option[1].isBlank()) {
        throw new IllegalArgumentException(
            name + "= has no value: write one after it, or leave it out");
      }
      if (options.put(name, option[1].strip()) != null) {
        throw new IllegalArgumentException(name + "= is given twice: leave one out");
      }
    }
    return new FileChoice(file, options);
  }

  /**
   * An option.
   *
   * @param name of the option
   * @return its value; empty if it was not given
   */
  public String option(String name) {
    return options.getOrDefault(name, "");
  }

  /**
   * The same choice of another file.
   *
   * @param newFile its path
   * @return the choice
   */
  public FileChoice withFile(String newFile) {
    return new FileChoice(newFile, options);
  }

  /**
   * The choice in the form that {@link #parse} reads.
   *
   * @return such as {@code times.csv,column=ms}
   */
  public String text() {
    return text(file, options);
  }

  private static String text(String file, Map<String, String> options) {
    StringBuilder text = new StringBuilder(file);
    options.forEach((name, value) -> text.append(',').append(name).append('=').append(value));
    return text.toString();
  }
}
