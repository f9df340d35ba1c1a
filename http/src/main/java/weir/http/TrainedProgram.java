package weir.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program whose JVM writes an AOT cache when it ends.
 *
 * @param name names its cache: serve, short, load or panel
 * @param jvm what runs it: java, its flags, the class path
 * @param folder where its cache is written
 */
record TrainedProgram(String name, List<String> jvm, Path folder) {

  private static final Map<String, List<String>> MAINS =
      Map.of(
          "serve", List.of("weir.http.Main", "serve"),
          "short", List.of("weir.http.CommandLines"),
          "load", List.of("weir.http.CommandLines"),
          // On JavaFX's own platform that needs no display.
          "panel",
              List.of(
                  "-Dglass.platform=Headless", "-Dprism.order=sw", "weir.desktop.ControlPanel"));

  TrainedProgram {
    if (!MAINS.containsKey(name)) {
      throw new IllegalArgumentException("no program is called " + name);
    }
  }

  /** Starts it; its standard output may be read, but need not be. */
  Process start(String... arguments) throws IOException {
    List<String> line = new ArrayList<>(jvm);
    // The JVM names each class that it can't keep, and a full pipe would stop it.
    line.addAll(1, List.of("-XX:AOTCacheOutput=" + cache(), "-Xlog:disable"));
    line.addAll(requireNonNull(MAINS.get(name)));
    line.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(line).redirectError(Redirect.INHERIT);
    // The user's own settings are not what is trained.
    process.environment().keySet().removeIf(variable -> variable.startsWith("WEIR_"));
    return process.start();
  }

  /** Moves a cache that is complete to where programs look for it. */
  void publishCache(Path target) throws IOException {
    if (Files.exists(cache())) {
      Files.move(cache(), target.resolve(name + ".aot"), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private Path cache() {
    return folder.resolve(name + ".aot");
  }
}
