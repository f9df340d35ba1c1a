package weir.bench.panel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process that draws, seen from outside. Confined to one thread. */
final class DrawingProcess implements AutoCloseable {

  private static final String DONE = "done ";
  private static final String FIRST_FRAME = "first-frame ";
  private static final double KIBIBYTE = 1_024;

  private final Process process;
  private final BufferedReader answers;
  private final PrintStream commands;
  private double firstFrameMillis = Double.NaN;

  private DrawingProcess(Process process) {
    this.process = process;
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * Starts one.
   *
   * @param panelCommand how the launcher starts the panel, an argument a line, up to its main class
   * @param display where to draw
   */
  static DrawingProcess start(Drawing drawing, String panelCommand, Display display)
      throws IOException {
    List<String> command = new ArrayList<>();
    boolean classPath = false;
    for (String argument : panelCommand.lines().toList()) {
      // Behind the panel's own, so that its archive of classes fits.
      command.add(classPath ? argument + ":" + System.getProperty("java.class.path") : argument);
      classPath = argument.equals("-cp");
    }
    command.add("-Dprism.order=sw");
    command.addAll(display.jvmFlags());
    command.add(DrawingMain.class.getName());
    command.add(drawing.name());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(Map.copyOf(display.environment()));
    return new DrawingProcess(builder.start());
  }

  /** Tells it to do something, and waits until that is done. */
  String tell(String command) throws IOException {
    commands.println(command);
    for (String line = answers.readLine(); line != null; line = answers.readLine()) {
      if (line.startsWith(FIRST_FRAME)) {
        firstFrameMillis = Double.parseDouble(line.substring(FIRST_FRAME.length()));
      } else if (line.startsWith(DONE)) {
        return line.substring(DONE.length());
      }
    }
    throw new IOException("the program that draws ended at '" + command + "', see above");
  }

  /** From its start; NaN before that. */
  double firstFrameMillis() {
    return firstFrameMillis;
  }

  /** Its processor time over some seconds, in percent of a core. */
  double cpuPercent(int seconds) throws InterruptedException {
    Duration before = cpu();
    long start = System.nanoTime();
    Thread.sleep(Duration.ofSeconds(seconds));
    return 100.0 * cpu().minus(before).toNanos() / (System.nanoTime() - start);
  }

  private Duration cpu() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  /** Its resident memory, in 10⁶ bytes. */
  double residentMegabytes() throws IOException {
    for (String line :
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * KIBIBYTE / 1e6;
      }
    }
    throw new IOException("the system tells no VmRSS of the process");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
