package weir.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the archive's launcher on a java that prints what it is given. */
@Timeout(60)
class ArchiveLauncherTest {

  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void unpack() throws IOException {
    home = Files.createDirectories(folder.toRealPath().resolve("wéir tést"));
    copy(Path.of("src/archive/bin/weir"), home.resolve("bin/weir"));
    copy(Path.of("../launch/programs.sh"), home.resolve("launch/programs.sh"));
    Path java = home.resolve("runtime/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.createDirectories(home.resolve("caches"));
    Files.createFile(home.resolve("caches/short.aot"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void shouldRunItsOwnJavaWithItsFlagsAndCache() throws Exception {
    assertThat(run(Map.of(), home.resolve("bin/weir"), "stats", "--json"))
        .containsExactly(
            home + "/runtime/bin/java",
            "@" + home + "/launch/common.flags",
            "@" + home + "/launch/short.flags",
            "-cp",
            home + "/app/weir-http.jar",
            "-XX:AOTCache=" + home + "/caches/short.aot",
            "-Xlog:aot*=off",
            "weir.http.Main",
            "stats",
            "--json");
  }

  @Test
  void shouldBeFoundThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("weir"), home.resolve("bin/weir"));

    assertThat(run(Map.of(), link, "--version")).contains(home + "/app/weir-http.jar");
  }

  @Test
  void shouldTakeFlagsAndClassesOfTheUsers() throws Exception {
    Map<String, String> mine =
        Map.of("WEIR_JAVA_OPTS", "-Xmx2g -Da=b", "WEIR_CLASS_PATH", "my.jar");

    assertThat(run(mine, home.resolve("bin/weir"), "serve"))
        .contains("-Xmx2g", "-Da=b", home + "/app/weir-http.jar:my.jar");
  }

  @Test
  void shouldRunThePanelWithoutAModulePath() throws Exception {
    assertThat(run(Map.of(), home.resolve("bin/weir"), "panel", "a.weir"))
        .containsSequence("-cp", home + "/app/weir-desktop.jar")
        .containsSequence("weir.desktop.ControlPanel", "a.weir")
        .doesNotContain("--module-path");
  }

  @Test
  void shouldNameTheAgentThatComesWithIt() throws Exception {
    assertThat(run(Map.of(), home.resolve("bin/weir"), "attach", "1"))
        .contains("-Dweir.agentJar=" + home + "/app/weir-agent.jar");
  }

  @Test
  void shouldSayWhereBenchmarksAre() throws Exception {
    assertThat(run(Map.of(), home.resolve("bin/weir"), "bench", "pool"))
        .containsExactly(
            "weir: benchmarks are built from the sources they measure: run './weir bench' in a checkout of Weir",
            "status 1");
  }

  /** What it wrote, and its exit status unless that is 0. */
  private static List<String> run(Map<String, String> environment, Path command, String... words)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(command.toString()));
    line.addAll(List.of(words));
    ProcessBuilder process = new ProcessBuilder(line).redirectErrorStream(true);
    process.environment().keySet().removeIf(name -> name.startsWith("WEIR_"));
    process.environment().put("LC_ALL", "C.UTF-8");
    process.environment().putAll(environment);
    Process running = process.start();
    List<String> lines = new ArrayList<>(running.inputReader().lines().toList());
    int status = running.waitFor();
    if (status != 0) {
      lines.add("status " + status);
    }
    return lines;
  }
}
