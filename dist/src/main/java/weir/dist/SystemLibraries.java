package weir.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a Java runtime needs of this system, as the system's own loader finds it: glibc's files. */
final class SystemLibraries {

  /** {@code libm.so.6 => /lib/…/libm.so.6 (0x…)}, or the loader alone, without an arrow. */
  private static final Pattern FOUND = Pattern.compile("(?:\\S+ => )?(/\\S+) \\(0x[0-9a-f]+\\)");

  private static final Pattern MISSING = Pattern.compile("(\\S+) => not found");

  private SystemLibraries() {}

  /**
   * The files by the paths under which the loader looks for them, without the runtime's own.
   *
   * @throws IOException if the system lacks one, too
   */
  static List<Path> of(Path runtime) throws IOException, InterruptedException {
    TreeSet<Path> needed = new TreeSet<>();
    try (Stream<Path> files = Files.walk(runtime)) {
      for (Path file : files.filter(SystemLibraries::isBinary).sorted().toList()) {
        addNeeds(file, runtime, needed);
      }
    }
    return List.copyOf(needed);
  }

  private static boolean isBinary(Path file) {
    return file.toString().endsWith(".so") || file.endsWith("bin/java");
  }

  private static void addNeeds(Path file, Path runtime, Set<Path> needed)
      throws IOException, InterruptedException {
    ProcessBuilder ldd = new ProcessBuilder("ldd", file.toString()).redirectErrorStream(true);
    // The runtime's libraries find each other once java has loaded the first.
    ldd.environment()
        .put("LD_LIBRARY_PATH", runtime.resolve("lib") + ":" + runtime.resolve("lib/server"));
    ldd.environment().put("LC_ALL", "C");
    Process asked = ldd.start();
    for (String line : asked.inputReader().lines().map(String::strip).toList()) {
      Matcher found = FOUND.matcher(line);
      Matcher missing = MISSING.matcher(line);
      if (missing.matches()) {
        throw new IOException(
            file + " needs " + missing.group(1) + ", which this system lacks: install it");
      } else if (found.matches() && !found.group(1).startsWith(runtime.toString())) {
        needed.add(Path.of(found.group(1)));
      }
    }
    asked.waitFor();
  }
}
