package weir.bench;

import io.javalin.Javalin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.util.Jetty;
import weir.bench.http.process.Ab;
import weir.bench.http.process.Children;
import weir.bench.http.process.JvmFlags;
import weir.bench.http.run.HttpRunSettings;

/**
 * What a report of a comparison of servers says on how it was measured.
 *
 * @param settings how much
 * @param tools with what
 * @param jvmFlags of the bare servers
 * @param commandLine how it was asked for
 * @param note on the load of the machine; may be empty
 */
record HttpConditions(
    HttpRunSettings settings,
    HttpTools tools,
    List<String> jvmFlags,
    String commandLine,
    String note) {

  List<String> lines(ZonedDateTime started, double loadBefore, Children children)
      throws IOException, InterruptedException {
    List<String> lines = new ArrayList<>();
    lines.add("Date: " + started.truncatedTo(ChronoUnit.MINUTES));
    lines.add("Command: `" + commandLine + "`");
    lines.add(Surroundings.jdk());
    lines.add(Surroundings.machine());
    lines.add(Surroundings.loadAverages(loadBefore));
    lines.add(versions(children));
    lines.add(
        "Weir: `./weir serve`; flags of the bare servers, the same but for archives of classes: `"
            + String.join(" ", JvmFlags.spelledOut(jvmFlags))
            + "`");
    lines.add(
        String.format(
                Locale.ROOT,
                "Load: ab with %d kept connections (HTTP/1.0), wrk with as many and one thread; on the",
                Ab.CONNECTIONS)
            + " same machine, unpinned");
    lines.add(
        String.format(
                Locale.ROOT,
                "Rounds: %d, each with a fresh process per server; hot after 65,000 requests, %d × %,d",
                settings.rounds(),
                settings.repetitions(),
                settings.hotRequests())
            + String.format(
                Locale.ROOT,
                " requests on /events and %d × %,d on other routes in turns, wrk %d s",
                settings.repetitions(),
                settings.routeRequests(),
                settings.wrkSeconds()));
    lines.addAll(tools.missing());
    if (!note.isEmpty()) {
      lines.add("Note: " + note);
    }
    return lines;
  }

  private String versions(Children children) throws IOException, InterruptedException {
    List<String> versions = new ArrayList<>();
    versions.add(children.firstLine(List.of(tools.launcher().toString(), "--version")));
    versions.add(javalin());
    versions.add("Jetty " + Jetty.VERSION);
    version(children, tools.nginx(), "-v").ifPresent(versions::add);
    version(children, Optional.of(tools.ab()), "-V").ifPresent(versions::add);
    version(children, tools.wrk(), "-v").ifPresent(versions::add);
    return "Versions: " + String.join("; ", versions);
  }

  private static Optional<String> version(
      Children children, Optional<Path> program, String argument)
      throws IOException, InterruptedException {
    return program.isEmpty()
        ? Optional.empty()
        : Optional.of(
            children
                .firstLine(List.of(program.get().toString(), argument))
                .replaceFirst("^This is ", "")
                .replaceFirst(" (<|Copyright).*", ""));
  }

  /** From the name of its jar, as the build pins it. */
  private static String javalin() {
    String jar = Javalin.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return jar.replaceFirst(".*/", "").replace(".jar", "");
  }
}
