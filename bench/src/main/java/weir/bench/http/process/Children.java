package weir.bench.http.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * All processes that a comparison starts. They end when this is closed; and should this program
 * itself be killed, the system kills them. Started from one thread, closed by any.
 */
public final class Children implements AutoCloseable {

  /** Runs a program that the system kills when its parent dies, whatever that dies of. */
  public static final String LEASH = "setpriv";

  /** What a program said in the end. */
  record Output(int status, String text) {

    String lastLine() {
      List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? "it said nothing" : lines.getLast().strip();
    }
  }

  private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(30);

  private final Path folder;

  @GuardedBy("this")
  private final Set<Process> running = new HashSet<>();

  /** Stays true. */
  @GuardedBy("this")
  private boolean closed;

  /**
   * Starts without any process.
   *
   * @param folder for what the programs say
   */
  public Children(Path folder) {
    this.folder = folder;
  }

  Process start(List<String> command) throws IOException, InterruptedException {
    return start(leashed(command));
  }

  private static ProcessBuilder leashed(List<String> command) {
    List<String> leashed = new ArrayList<>(List.of(LEASH, "--pdeathsig", "KILL", "--"));
    leashed.addAll(command);
    return new ProcessBuilder(leashed).redirectErrorStream(true);
  }

  private Process start(ProcessBuilder builder) throws IOException, InterruptedException {
    synchronized (this) {
      if (!closed) {
        Process process = builder.start();
        running.add(process);
        return process;
      }
    }
    throw waitForTheEnd();
  }

  /**
   * The first line that a program says, which is its version if it is asked for that.
   *
   * @param command the program and its arguments
   * @return the line; what is wrong if there is none
   * @throws IOException if it can't be run
   * @throws InterruptedException if the calling thread is interrupted
   */
  public String firstLine(List<String> command) throws IOException, InterruptedException {
    try {
      return run(command, VERSION_TIMEOUT).text().lines().findFirst().orElse("no version");
    } catch (RunFault e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Runs a program to its end; one that takes too long is killed. */
  Output run(List<String> command, Duration timeout)
      throws IOException, InterruptedException, RunFault {
    Path file = Files.createTempFile(folder, "output", ".txt");
    try {
      Process process = start(leashed(command).redirectOutput(file.toFile()));
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      kill(process);
      if (!ended) {
        throw new RunFault(
            String.format(
                Locale.ROOT,
                "%s did not end within %d s",
                command.getFirst(),
                timeout.toSeconds()));
      }
      return new Output(process.exitValue(), Files.readString(file));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Ends a process and those it started, at once, and returns when it is gone. */
  void kill(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    synchronized (this) {
      running.remove(process);
      if (!closed) {
        return;
      }
    }
    throw waitForTheEnd();
  }

  /** Ends every process. */
  @Override
  public void close() {
    Set<Process> left;
    synchronized (this) {
      closed = true;
      left = Set.copyOf(running);
    }
    for (Process process : left) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** The program is being stopped: what was killed for that is no fault of the run. */
  private static InterruptedException waitForTheEnd() throws InterruptedException {
    new CountDownLatch(1).await();
    return new InterruptedException();
  }
}
