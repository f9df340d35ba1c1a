package weir.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.bench.http.process.Children;
import weir.bench.http.process.Programs;

/**
 * The programs that a comparison of servers runs.
 *
 * @param launcher the project's
 * @param serveCommand with which the launcher starts its server, an argument a line
 * @param ab the file of ApacheBench
 * @param wrk the file of wrk; empty if it is not wanted or not installed
 * @param nginx the file of nginx; empty if it is not installed
 * @param missing a sentence for each that is left out
 */
record HttpTools(
    Path launcher,
    String serveCommand,
    Path ab,
    Optional<Path> wrk,
    Optional<Path> nginx,
    List<String> missing) {

  /** Set by the launcher, which alone knows how it starts the server. */
  private static final String SERVE_COMMAND = "weir.bench.serveCommand";

  /**
   * Looks for all of them.
   *
   * @throws IllegalArgumentException if one is missing that there must be
   */
  static HttpTools find(boolean wantsWrk) {
    String serveCommand = System.getProperty(SERVE_COMMAND);
    Path launcher = Path.of("weir").toAbsolutePath();
    if (serveCommand == null || !Files.isExecutable(launcher)) {
      throw new IllegalArgumentException(
          "the servers are started as the launcher starts them: run this with './weir bench NAME'");
    }
    if (!Files.isReadable(Path.of("/proc/self/status"))) {
      throw new IllegalArgumentException(
          "the memory of the servers is read from /proc, which this system has not: run it on"
              + " Linux");
    }
    if (Programs.find(Children.LEASH).isEmpty()) {
      throw new IllegalArgumentException(
          Children.LEASH
              + " sees to it that no server outlives this program, and is not installed: install"
              + " it (Debian: util-linux)");
    }
    Path ab =
        Programs.find("ab")
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "ab (ApacheBench) sends the requests and is not installed: install it"
                            + " (Debian: apache2-utils)"));
    List<String> missing = new ArrayList<>();
    Optional<Path> wrk = wantsWrk ? Programs.find("wrk") : Optional.empty();
    if (wantsWrk && wrk.isEmpty()) {
      missing.add("No figures by wrk: it is not installed (Debian: wrk)");
    }
    Optional<Path> nginx = Programs.find("nginx");
    if (nginx.isEmpty()) {
      missing.add("No nginx: it is not installed (Debian: nginx-light)");
    }
    return new HttpTools(launcher, serveCommand, ab, wrk, nginx, missing);
  }
}
