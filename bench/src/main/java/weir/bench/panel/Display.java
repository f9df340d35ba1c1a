package weir.bench.panel;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where windows are drawn: an X server without a screen where there is one, with nothing beside the
 * window, else the toolkit's platform without any window system.
 *
 * @param environment for the processes that draw
 * @param jvmFlags for the same
 * @param text what a report says of it
 * @param server the X server; null without one
 */
public record Display(
    Map<String, String> environment, List<String> jvmFlags, String text, @Nullable Process server)
    implements AutoCloseable {

  /**
   * Opens one.
   *
   * @param xvfb the X server; empty if it is not installed
   * @return closed by the caller
   * @throws IOException if the X server does not start
   */
  public static Display open(Optional<Path> xvfb) throws IOException {
    if (xvfb.isEmpty()) {
      return new Display(
          Map.of(),
          List.of("-Dglass.platform=Headless"),
          "JavaFX's Headless platform, as Xvfb is not installed: it renders the same picture into"
              + " memory, without the libraries of a window system",
          null);
    }
    Process server =
        new ProcessBuilder(
                xvfb.get().toString(),
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1600x1000x24",
                "-nolisten",
                "tcp")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    @SuppressWarnings("resource")
    BufferedReader output = server.inputReader(StandardCharsets.UTF_8);
    String number = output.readLine();
    if (number == null) {
      throw new IOException("Xvfb ended before it had a display");
    }
    return new Display(
        Map.of("DISPLAY", ":" + number.strip(), "GDK_BACKEND", "x11"),
        List.of(),
        "Xvfb, an X server of its own without a screen; its processor time is not counted",
        server);
  }

  @Override
  public void close() {
    if (server != null) {
      server.destroy();
    }
  }
}
