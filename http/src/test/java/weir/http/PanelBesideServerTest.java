package weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./weir}: a server that opens a panel, which a shell script stands in for. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process can't be asked to stop")
class PanelBesideServerTest {

  /** Says that it is there and what it was given; ends when its input does. */
  private static final String PANEL =
      """
      echo "panel $$ $*"
      cat
      echo "panel ends"
      """;

  @TempDir Path folder;

  private @Nullable Process process;
  private Path socket = Path.of("");

  @BeforeEach
  void chooseSocket() {
    socket = folder.resolve("s");
  }

  @AfterEach
  void kill() throws InterruptedException {
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void shouldOpenThePanelAtItsOwnSocketAndEndItWithTheServer() throws Exception {
    Process server = serve(PANEL, Map.of("DISPLAY", ":1"), "--socket", socket.toString());
    try (BufferedReader out = server.inputReader()) {
      String panel = lineWith("panel ", out);
      assertThat(panel).endsWith(" --socket " + socket + " --ends-with-input");
      lineWith("try: ", out);

      server.toHandle().destroy(); // SIGTERM

      // The panel has the same output, so this reads until it has ended as well.
      assertThat(out.lines().toList())
          .anyMatch(line -> line.startsWith("drained"))
          .contains("panel ends")
          .noneMatch(line -> line.startsWith("weir: "));
      assertThat(server.waitFor()).isZero();
    }
  }

  @Test
  void shouldGiveThePanelTheSocketOfTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("f.conf"), "weir.socket = \"" + socket + "\"");

    Process server = serve(PANEL, Map.of("DISPLAY", ":1"), "--config", file.toString());
    try (BufferedReader out = server.inputReader()) {
      assertThat(lineWith("panel ", out)).contains(" --socket " + socket + " ");
    }
  }

  @Test
  void shouldEndThePanelHoweverTheServerEnds() throws Exception {
    Process server = serve(PANEL, Map.of("DISPLAY", ":1"), "--socket", socket.toString());
    try (BufferedReader out = server.inputReader()) {
      lineWith("panel ", out);

      server.toHandle().destroyForcibly();

      lineWith("panel ends", out);
    }
  }

  @Test
  void shouldLeaveThePanelOpenAtCtrlC() throws Exception {
    Process server = serve(PANEL, Map.of("DISPLAY", ":1"), "--socket", socket.toString());
    try (BufferedReader out = server.inputReader()) {
      String panel = lineWith("panel ", out).replaceFirst("panel (\\d+) .*", "$1");
      lineWith("try: ", out);

      // A terminal would send both to both.
      assertThat(new ProcessBuilder("kill", "-INT", panel).start().waitFor()).isZero();
      server.toHandle().destroy();

      lineWith("drained: ", out);
      lineWith("panel ends", out);
    }
  }

  @Test
  void shouldGoOnWhenThePanelHasClosed() throws Exception {
    socket = folder.resolve("a b");
    Process server = serve("exit 7", Map.of("WAYLAND_DISPLAY", "w"), "--socket", socket.toString());
    try (BufferedReader out = server.inputReader()) {
      // The panel may be gone before the server is there, and the other way round.
      List<String> lines = new ArrayList<>();
      while (!hasLineWith("weir: ", lines) || !hasLineWith("try: ", lines)) {
        lines.add(Objects.requireNonNull(out.readLine()));
      }
      assertThat(lines)
          .contains(
              "weir: the panel has closed and the server goes on: 'weir panel --socket \""
                  + socket
                  + "\"' opens it again, Ctrl-C here stops the server");

      server.toHandle().destroy();
      lineWith("drained: ", out);
      assertThat(server.waitFor()).isZero();
    }
  }

  @Test
  void shouldStartAloneWhereThereIsNoDisplay() throws Exception {
    Process server = serve(PANEL, Map.of("DISPLAY", ""), "--socket", socket.toString());
    try (BufferedReader out = server.inputReader()) {
      assertThat(lineWith("weir: ", out))
          .isEqualTo(
              "weir: no display, so the server starts alone; 'weir panel' opens the control panel"
                  + " where there is one");
      lineWith("try: ", out);

      server.toHandle().destroy();
      assertThat(out.lines().toList()).noneMatch(line -> line.startsWith("panel"));
    }
  }

  @Test
  void shouldOpenNothingWhereItCanNotStart() throws Exception {
    Process server = serve(PANEL, Map.of("DISPLAY", ":1"), "--workers", "0");
    try (BufferedReader out = server.inputReader()) {
      assertThat(out.lines().toList()).hasSize(1).first().asString().startsWith("weir serve: ");
      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isEqualTo(2);
    }
  }

  private Process serve(String panelScript, Map<String, String> display, String... flags)
      throws IOException {
    Path script = Files.writeString(folder.resolve("panel.sh"), panelScript);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path")));
    command.add("-Dweir.panelCommand=sh\n" + script);
    command.addAll(List.of("weir.http.Main", "serve", "--port", "0", "--rehearsal", "0ms"));
    command.addAll(List.of(flags));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(variable -> variable.startsWith("WEIR_") || variable.endsWith("DISPLAY"));
    builder.environment().putAll(display);
    Process started = builder.start();
    process = started;
    return started;
  }

  private static boolean hasLineWith(String start, List<String> lines) {
    return lines.stream().anyMatch(line -> line.startsWith(start));
  }

  /** Reads on until a line starts so. */
  private static String lineWith(String start, BufferedReader out) throws IOException {
    String line;
    do {
      line = Objects.requireNonNull(out.readLine(), () -> "no line starts with " + start);
    } while (!line.startsWith(start));
    return line;
  }
}
