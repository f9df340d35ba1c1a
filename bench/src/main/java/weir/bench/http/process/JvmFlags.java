package weir.bench.http.process;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The JVM flags that the launcher gives to Weir's server, for the servers beside it. */
public final class JvmFlags {

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
   * @return all flags but those that only fit Weir's class path
   */
  public static List<String> of(String serveCommand) {
    return serveCommand
        .lines()
        .skip(1)
        .takeWhile(argument -> !CLASS_PATHS.contains(argument) && argument.startsWith("-"))
        .filter(argument -> OF_AN_ARCHIVE.stream().noneMatch(argument::startsWith))
        .toList();
  }

  static List<String> withClassPath(List<String> flags, String classPath) {
    return Stream.concat(flags.stream(), Stream.of("-cp", classPath)).toList();
  }
}
