package weir.bench.telemetry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** The process of a {@link WatcherMain}. Confined to one thread. */
final class Watcher implements AutoCloseable {

  /**
   * What it has done up to now.
   *
   * @param snapshots read
   * @param cpuNanos of its process
   */
  record Done(long snapshots, long cpuNanos) {}

  private static final String ATTACH = "attach";
  private static final String DETACH = "detach";
  private static final String REPORT = "report";

  private final Process process;
  private final BufferedReader answers;
  private final Writer commands;

  private Watcher(Process process) {
    this.process = process;
    answers = process.inputReader();
    commands = process.outputWriter();
  }

  static Watcher start(Path socket) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            WatcherMain.class.getName(),
            socket.toString());
    return new Watcher(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  Done attach() throws IOException {
    return tell(ATTACH);
  }

  Done detach() throws IOException {
    return tell(DETACH);
  }

  Done report() throws IOException {
    return tell(REPORT);
  }

  private Done tell(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the client has ended, see what it said above");
    }
    String[] parts = answer.split(" ", -1);
    return new Done(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }

  /** Its input ends, and so does it. */
  @Override
  public void close() throws IOException {
    commands.close();
    process.destroy();
  }
}
