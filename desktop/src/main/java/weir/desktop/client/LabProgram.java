package weir.desktop.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Runs {@code weir lab}, each time a process of its own: the panel shows what it says, and knows
 * nothing of experiments. Thread-safe.
 */
public final class LabProgram {

  /** Set by the launcher: what runs {@code weir lab}, a unit separator after each argument. */
  public static final String COMMAND = "weir.labCommand";

  private static final Pattern SEPARATOR = Pattern.compile("\u001f");

  /** Longest fault that is told, in {@code char}s. */
  private static final int LONGEST_FAULT = 2_000;

  /** Statuses of a run that came to its end; see the table of {@code weir --help}. */
  private static final List<Integer> DONE = List.of(0, 4);

  private final List<String> command;

  /**
   * Knows how to run it.
   *
   * @param command what runs {@code weir lab}, without arguments of its own
   */
  public LabProgram(List<String> command) {
    this.command = List.copyOf(command);
  }

  /**
   * The one that the launcher knows.
   *
   * @return empty where the panel was started without
   */
  public static Optional<LabProgram> ofLauncher() {
    List<String> arguments =
        SEPARATOR
            .splitAsStream(System.getProperty(COMMAND, ""))
            .filter(argument -> !argument.isEmpty())
            .toList();
    return arguments.isEmpty() ? Optional.empty() : Optional.of(new LabProgram(arguments));
  }

  /** A run that may be stopped. */
  public interface Run {

    /** Asks it to end, which it then says. Idempotent. */
    void stop();
  }

  /**
   * Lists the exercises.
   *
   * @param full whether of the times of the original
   * @param listener hears each, and the end, on threads of this
   */
  public void list(boolean full, Consumer<LabNews> listener) {
    List<String> arguments = new ArrayList<>(List.of("--json"));
    if (full) {
      arguments.add("--full");
    }
    run(arguments, listener);
  }

  /**
   * Runs an exercise.
   *
   * @param number which
   * @param full whether with the times of the original
   * @param predictions {@code KEY=VALUE}, as they were written; may be empty
   * @param listener hears how it goes, what came of it, and the end, on threads of this
   * @return the run
   */
  public Run run(int number, boolean full, List<String> predictions, Consumer<LabNews> listener) {
    List<String> arguments = new ArrayList<>(List.of(Integer.toString(number), "--json"));
    if (full) {
      arguments.add("--full");
    }
    if (!predictions.isEmpty()) {
      arguments.add("--predict=" + String.join(",", predictions));
    }
    return run(arguments, listener);
  }

  private Run run(List<String> arguments, Consumer<LabNews> listener) {
    List<String> line = new ArrayList<>(command);
    line.addAll(arguments);
    Process process;
    try {
      process = new ProcessBuilder(line).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      listener.accept(new LabNews.Ended("The lab can't be started: " + e.getMessage()));
      return () -> {};
    }
    CompletableFuture<String> faults = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("weir-panel-lab-faults")
        .start(() -> faults.complete(faultsOf(process)));
    Thread.ofPlatform()
        .daemon()
        .name("weir-panel-lab")
        .start(() -> listener.accept(new LabNews.Ended(readAll(process, faults, listener))));
    return process::destroy;
  }

  private static String readAll(
      Process process, CompletableFuture<String> faults, Consumer<LabNews> listener) {
    String fault = "";
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LabLine.read(line).ifPresent(listener);
      }
    } catch (IOException | IllegalArgumentException e) {
      process.destroy();
      fault = String.valueOf(e.getMessage());
    }
    int status = process.onExit().join().exitValue();
    if (!fault.isEmpty() || DONE.contains(status)) {
      return fault;
    }
    String said = faults.join();
    return said.isEmpty() ? "The lab ended with status " + status + " and said nothing." : said;
  }

  private static String faultsOf(Process process) {
    StringBuilder text = new StringBuilder();
    try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (text.length() < LONGEST_FAULT) {
          text.append(text.isEmpty() ? "" : "\n").append(line);
        }
      }
    } catch (IOException e) {
      text.append(e.getMessage());
    }
    return text.substring(0, Math.min(LONGEST_FAULT, text.length())).strip();
  }
}
