package weir.http.client;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this program is run once more, as a process of its own. */
public final class OwnProgram {

  private OwnProgram() {}

  /**
   * A command line for one of Weir's commands.
   *
   * @param property in which the launcher says what runs it, an argument a line
   * @param flags of the JVM, where it does not: then it is run as this process is
   * @param words of the command, then
   * @return a list of the caller's own
   */
  public static List<String> command(String property, List<String> flags, List<String> words) {
    String given = System.getProperty(property);
    if (given != null) {
      return new ArrayList<>(given.lines().toList());
    }
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(flags);
    line.addAll(
        List.of(
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            "weir.http.Main"));
    line.addAll(words);
    return line;
  }
}
