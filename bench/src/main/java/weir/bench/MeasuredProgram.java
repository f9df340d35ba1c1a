package weir.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A main class of the benchmarks' own, in a JVM of its own with flags of its own. */
final class MeasuredProgram {

  private MeasuredProgram() {}

  /**
   * Runs one to its end.
   *
   * @param jvmFlags its flags
   * @param main its main class; its first argument is a folder of its own, removed afterwards
   * @param arguments those behind that
   * @param lines gets each line that it writes
   * @return its status
   * @throws IOException if it can't be started or read
   * @throws InterruptedException if the calling thread is interrupted
   */
  static int run(
      List<String> jvmFlags, Class<?> main, List<String> arguments, Consumer<String> lines)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weir-bench");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.add(folder.toString());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
      }
      return process.waitFor();
    } finally {
      process.destroyForcibly().waitFor();
      TemporaryFolder.delete(folder);
    }
  }
}
