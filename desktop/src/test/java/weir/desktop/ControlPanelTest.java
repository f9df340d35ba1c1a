package weir.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.link.LinkAddress;
import weir.desktop.view.PanelTheme;

@Timeout(90)
class ControlPanelTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldReadItsOptions() throws Exception {
    PanelOptions options = PanelOptions.parse(List.of("--socket", "/tmp/w.sock", "--theme=dark"));
    assertThat(options.address(Map.of(), Optional.empty(), List::of, there -> true))
        .isEqualTo(new LinkAddress.UnixSocket(Path.of("/tmp/w.sock")));
    assertThat(options.theme()).isEqualTo(PanelTheme.DARK);
    assertThat(PanelOptions.parse(List.of()).theme()).isNull();
  }

  @Test
  void shouldLookForItsServerWhereTheEnvironmentSays() throws Exception {
    Map<String, String> environment = Map.of("WEIR_SOCKET", "/tmp/e.sock");

    assertThat(
            PanelOptions.parse(List.of())
                .address(environment, Optional.of("/tmp/last.sock"), List::of, there -> true))
        .isEqualTo(new LinkAddress.UnixSocket(Path.of("/tmp/e.sock")));
    assertThat(
            PanelOptions.parse(List.of("--socket", "/tmp/w.sock"))
                .address(environment, Optional.of("/tmp/last.sock"), List::of, there -> true))
        .isEqualTo(new LinkAddress.UnixSocket(Path.of("/tmp/w.sock")));
  }

  @Test
  void shouldOpenTheLastServerAgainIfItIsThere() throws Exception {
    PanelOptions options = PanelOptions.parse(List.of());
    LinkAddress last = new LinkAddress.UnixSocket(Path.of("/tmp/last.sock"));
    LinkAddress usual = options.address(Map.of(), Optional.empty(), List::of, there -> true);

    assertThat(options.address(Map.of(), Optional.of("/tmp/last.sock"), List::of, last::equals))
        .isEqualTo(last);
    assertThat(options.address(Map.of(), Optional.of("/tmp/last.sock"), List::of, there -> false))
        .isEqualTo(usual);
    assertThat(options.address(Map.of(), Optional.of("tcp:none"), List::of, there -> true))
        .isEqualTo(usual);
    LinkAddress watched = new LinkAddress.UnixSocket(Path.of("/tmp/jvm-4711.sock"));
    assertThat(options.address(Map.of(), Optional.empty(), () -> List.of(watched), watched::equals))
        .as("where nobody answers at the usual place")
        .isEqualTo(watched);
    assertThat(options.address(Map.of(), Optional.empty(), () -> List.of(watched), there -> true))
        .isEqualTo(usual);
  }

  @Test
  void shouldPrintItsHelp() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--socket", "--theme", "Usage");
  }

  @Test
  void shouldAnswerBadArgumentsWithOneSentenceAndStatusTwo() {
    assertRefused("'--colour' is not known; 'weir panel --help' says", "--colour");
    assertRefused("'--sockte' is not known (did you mean --socket?)", "--sockte");
    assertRefused("there is no file extra: name a recording", "extra");
    assertRefused("'more' is not known", "extra", "more");
    assertRefused("give either FILE or --socket", "extra", "--socket", "/tmp/s");
    assertRefused("is a folder", folder.toString());
    assertRefused(
        "expected one of [LIGHT, DARK] (case-insensitive) but was 'blue'", "--theme=blue");
    assertRefused("Missing required parameter for option '--socket'", "--socket");
    assertRefused("no TCP port", "--socket", "tcp:99999");
    assertRefused("allows", "--socket", "/tmp/" + "x".repeat(200));
  }

  @Test
  void shouldEndWithItsInputWhereItsServerHasOpenedIt() throws Exception {
    Process panel =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dglass.platform=Headless",
                "-Dprism.order=sw",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ControlPanel.class.getName(),
                "--socket",
                folder.resolve("none").toString(),
                "--ends-with-input")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile())
            .start();
    try {
      panel.getOutputStream().close();

      assertThat(panel.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(panel.exitValue()).isZero();
    } finally {
      panel.destroyForcibly().waitFor();
    }
  }

  private void assertRefused(String because, String... arguments) {
    err.reset();
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains(because)
        .startsWith("weir panel: ")
        .hasLineCount(1);
    assertThat(out.size()).isZero();
  }

  private int run(String... arguments) {
    return ControlPanel.run(
        List.of(arguments),
        Map.of(),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
