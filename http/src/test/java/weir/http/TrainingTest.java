package weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The training as the launcher runs it, and that a JVM accepts what comes of it. */
@Timeout(300)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process can't be asked to stop")
class TrainingTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;

  @Test
  void shouldMakeCachesThatFitAndLeaveNothingElse() throws Exception {
    String classPath = classPathOfJars();
    Path caches = Files.createDirectory(folder.resolve("caches"));
    Files.createDirectory(caches.resolve("unfinished1"));
    // The second compiler is of no use for so little work.
    List<String> jvm =
        List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp", classPath);
    List<String> training = new ArrayList<>(jvm);
    training.addAll(List.of("weir.http.Training", caches.toString()));
    addProgram(training, "serve", jvm);
    addProgram(training, "short", jvm);
    addProgram(training, "load", jvm);
    // The panel is another module's: this stands in for a program that can't be trained.
    addProgram(training, "panel", List.of(JAVA, "-XX:NoSuchFlag"));

    assertThat(run(training)).isZero();

    try (Stream<Path> made = Files.list(caches)) {
      assertThat(made.map(file -> file.getFileName().toString()).toList())
          .containsExactlyInAnyOrder("serve.aot", "short.aot", "load.aot");
    }
    // With AOTMode=on a JVM refuses to start if it can't use the cache.
    assertThat(runWithCache(jvm, caches.resolve("serve.aot"), "serve", "--help")).isZero();
    assertThat(runWithCache(jvm, caches.resolve("short.aot"), "stats", "--help")).isZero();
    assertThat(runWithCache(jvm, caches.resolve("load.aot"), "load", "--help")).isZero();
  }

  private static void addProgram(List<String> training, String name, List<String> jvm) {
    training.add("--");
    training.add(name);
    training.addAll(jvm);
  }

  private int runWithCache(List<String> jvm, Path cache, String... args) throws Exception {
    List<String> command = new ArrayList<>(jvm);
    command.addAll(List.of("-XX:AOTCache=" + cache, "-XX:AOTMode=on", "weir.http.Main"));
    command.addAll(List.of(args));
    return run(command);
  }

  private int run(List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    try {
      assertThat(process.waitFor(240, TimeUnit.SECONDS)).as(command.toString()).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A cache can't be made of folders, and the tests run on such. */
  private String classPathOfJars() throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        path = jarOf(path, folder.resolve(jars.size() + ".jar"));
      }
      jars.add(path.toString());
    }
    return String.join(File.pathSeparator, jars);
  }

  private static Path jarOf(Path classes, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> paths = Files.walk(classes)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(Objects.toString(classes.relativize(path))));
        Files.copy(path, out);
      }
    }
    return jar;
  }
}
