package weir.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.bench.run.Figure;
import weir.bench.run.ForkMain;
import weir.bench.run.ForkSettings;

/** Runs one contender in a JVM of its own, on the class path that it needs. */
final class Fork {

  /** The same for every contender. The last one silences a warning about old libraries. */
  static final List<String> JVM_FLAGS =
      List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC", "--sun-misc-unsafe-memory-access=allow");

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private Fork() {}

  /**
   * Runs a fork to its end.
   *
   * @throws IOException if it failed; the message holds what it said
   */
  static List<Figure> run(ForkSettings settings) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_FLAGS);
    command.addAll(List.of("-cp", classPath(settings), ForkMain.class.getName()));
    command.addAll(settings.toArguments());
    Path errors = Files.createTempFile("weir-bench", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      Thread watchdog = Thread.startVirtualThread(() -> endAfterTimeout(process));
      List<Figure> figures = new ArrayList<>();
      try (BufferedReader output = process.inputReader()) {
        output.lines().forEach(line -> Figure.ofLine(line).ifPresent(figures::add));
      }
      int status = process.waitFor();
      watchdog.interrupt();
      if (status != 0) {
        throw new IOException("ended with status " + status + ": " + firstLines(errors));
      }
      return figures;
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private static void endAfterTimeout(Process process) {
    try {
      if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      // The fork has ended, and so does its watchdog.
      Thread.currentThread().interrupt();
    }
  }

  private static String firstLines(Path errors) throws IOException {
    try (Stream<String> lines = Files.lines(errors)) {
      return lines.limit(4).collect(Collectors.joining(" / "));
    }
  }

  private static String classPath(ForkSettings settings) throws IOException {
    String own = System.getProperty("java.class.path");
    if (!settings.kind().needsDisruptor3()) {
      return own;
    }
    String others =
        Arrays.stream(own.split(File.pathSeparator, -1))
            .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("disruptor-"))
            .collect(Collectors.joining(File.pathSeparator));
    return disruptor3() + File.pathSeparator + others;
  }

  private static Path disruptor3() throws IOException {
    Path folder = buildFolder().resolve("lib-disruptor3");
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
        if (jars.size() == 1) {
          return jars.get(0);
        }
      }
    }
    throw new IOException("no single jar of Disruptor 3 is in " + folder + ": build the module");
  }

  /** Where the jar of this program is, or its folder of classes. */
  private static Path buildFolder() {
    try {
      Path code = Path.of(Fork.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return code.resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the class path is no file", e);
    }
  }
}
