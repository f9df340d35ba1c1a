package weir.bench.http.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The JVM flags that the launcher gives to Weir's server, for the servers beside it. */
public final class JvmFlags {

  /** In front of the name of a file of flags. */
  private static final String FILE = "@";

  private static final Set<String> CLASS_PATHS =
      Set.of("-cp", "-classpath", "--class-path", "-p", "--module-path", "-jar");

  /** They name an archive of classes or are about one, which is of Weir's class path only. */
  private static final List<String> OF_AN_ARCHIVE =
      List.of(
          "-Xshare", "-XX:SharedArchiveFile", "-XX:AOT", "-XX:+AutoCreateSharedArchive", "-Xlog");

  private JvmFlags() {}

  /**
   * Takes the flags out of a command.
   *
   * @param serveCommand the launcher's, an argument a line: the JVM, its flags, the class path
   * @return all flags but those that only fit Weir's class path; {@code @FILE} holds some
   */
  public static List<String> of(String serveCommand) {
    return serveCommand
        .lines()
        .skip(1)
        .takeWhile(argument -> !CLASS_PATHS.contains(argument) && isFlag(argument))
        .filter(argument -> OF_AN_ARCHIVE.stream().noneMatch(argument::startsWith))
        .toList();
  }

  /**
   * Spells flags out for a reader.
   *
   * @param flags see {@link #of}
   * @return the same, with the lines of a file in place of its name
   * @throws IOException if such a file can't be read
   */
  public static List<String> spelledOut(List<String> flags) throws IOException {
    List<String> spelledOut = new ArrayList<>();
    for (String flag : flags) {
      if (flag.startsWith(FILE)) {
        Files.readAllLines(Path.of(flag.substring(FILE.length()))).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .forEach(spelledOut::add);
      } else {
        spelledOut.add(flag);
      }
    }
    return spelledOut;
  }

  private static boolean isFlag(String argument) {
    return argument.startsWith("-") || argument.startsWith(FILE);
  }

  static List<String> withClassPath(List<String> flags, String classPath) {
    return Stream.concat(flags.stream(), Stream.of("-cp", classPath)).toList();
  }
}
