package weir.http.cli;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.core.figures.LoadFigures;
import weir.core.figures.LoadFigures.State;
import weir.http.client.OwnProgram;
import weir.http.load.LoadLine;
import weir.http.server.ServerLoad;
import weir.http.time.Deadline;

/**
 * The load generator that a server starts for its clients: {@code weir load} as a process of its
 * own, at a lower priority than the server's, so that the two don't share a JVM. It ends with the
 * server, however that ends, because its standard input does. Thread-safe.
 */
final class LoadProcess implements ServerLoad {

  /** Set by the launcher: what runs {@code weir load}, an argument a line. */
  static final String COMMAND = "weir.loadCommand";

  /** A generator that has been stopped and hangs is ended by force; it ends itself before that. */
  private static final long HANGS_AFTER_SECONDS = LoadCommand.FAREWELL_SECONDS + 2;

  private static final Duration KILLED_WITHIN = Duration.ofSeconds(1);

  private static final List<Path> NICE = List.of(Path.of("/usr/bin/nice"), Path.of("/bin/nice"));
  private static final String NICENESS = "5";

  /** A status above it is that of a signal. */
  private static final int SIGNALS = 128;

  private final String url;
  private final PrintWriter out;

  /** Written under this, read by anybody. */
  private volatile Optional<LoadFigures> figures = Optional.empty();

  /** The generator, until its end has been taken note of. */
  @GuardedBy("this")
  private @Nullable Process process;

  /** Whether the present load was told to stop. */
  @GuardedBy("this")
  private boolean stopped;

  /** Whether the present load has told all that came of it. */
  @GuardedBy("this")
  private boolean complete;

  @GuardedBy("this")
  private boolean finishing;

  /**
   * Creates a generator; nothing is started yet.
   *
   * @param url of the server, without a path
   * @param out where the reports of loads go; thread-safe
   */
  LoadProcess(String url, PrintWriter out) {
    this.url = url;
    this.out = out;
  }

  @Override
  public String start(Map<String, String> settings, Consumer<String> ended) {
    // Without the lock: the first time takes a while.
    LoadOrder order = LoadOrder.of(url, settings);
    start(order, ended);
    return order.what();
  }

  private synchronized void start(LoadOrder order, Consumer<String> ended) {
    if (finishing) {
      throw new IllegalStateException("the server is stopping: no load can be started any more");
    }
    if (process != null) {
      throw new IllegalStateException(
          "this server is sent a load already (%s): %s"
              .formatted(
                  figures.map(LoadFigures::what).orElse(""),
                  stopped
                      ? "it waits for its last answers, try again in some seconds"
                      : "stop that first"));
    }
    Process started = launch(order.words());
    boolean followed = false;
    try {
      Thread.ofPlatform()
          .daemon()
          .name("load-process")
          .start(() -> ended.accept(follow(started, order.what())));
      followed = true;
    } finally {
      if (!followed) {
        started.destroyForcibly(); // e.g. no more threads: nobody would see its end
      }
    }
    process = started;
    stopped = false;
    complete = false;
    figures = Optional.of(LoadFigures.starting(order.what()));
  }

  private static Process launch(List<String> words) {
    List<String> line = command();
    String program = line.getFirst();
    // Where it has a lower priority it is another program that would find it missing, too late.
    if (program.contains("/") && !Files.isExecutable(Path.of(program))) {
      throw cannotStart(program + " is no program that can be run", null);
    }
    NICE.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .ifPresent(nice -> line.addAll(0, List.of(nice.toString(), "-n", NICENESS)));
    line.add(LoadCommand.FOR_SERVER);
    line.addAll(words);
    try {
      // Nothing is ever written to its input, which the system closes when this process is gone.
      return new ProcessBuilder(line).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw cannotStart(String.valueOf(e.getMessage()), e);
    }
  }

  private static IllegalStateException cannotStart(String why, @Nullable Throwable cause) {
    return new IllegalStateException(
        "the load generator can't be started (" + why + "): is the server's JDK still there?",
        cause);
  }

  /** What runs {@code weir load}: as the launcher has it, or else as this process runs. */
  private static List<String> command() {
    return OwnProgram.command(COMMAND, List.of("-Xmx256m"), List.of("load"));
  }

  /** Reads what it prints until it ends; returns how it did, for people. */
  private String follow(Process started, String what) {
    String lastWords = "";
    try (BufferedReader lines = started.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!take(line) && !line.isBlank()) {
          lastWords = line;
          say(line);
        }
      }
    } catch (IOException e) {
      lastWords = "its output can't be read: " + e.getMessage();
    }
    int status = statusOf(started);
    LoadFigures last = ended(status, lastWords);
    say("load " + what + " has ended" + (last.note().isEmpty() ? "" : ": " + last.note()));
    return last.note();
  }

  private synchronized boolean take(String line) {
    Optional<LoadFigures> read =
        figures.flatMap(
            before ->
                LoadLine.read(line, before)
                    // It has, once its process is gone.
                    .map(this::untilItsEnd));
    read.ifPresent(now -> figures = Optional.of(now));
    return read.isPresent();
  }

  @GuardedBy("this")
  private LoadFigures untilItsEnd(LoadFigures now) {
    if (now.state() != State.ENDED) {
      return now;
    }
    complete = true;
    return now.in(State.STOPPING, now.note());
  }

  private static int statusOf(Process started) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return started.waitFor();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized LoadFigures ended(int status, String lastWords) {
    LoadFigures last = figures.orElseThrow();
    LoadFigures now;
    if (complete) {
      now = last.in(State.ENDED, "");
    } else if (stopped) {
      long out = last.sent() - last.answered() - last.rejected() - last.failed();
      now = last.in(State.ENDED, out > 0 ? out + " answers were not waited for" : "");
    } else {
      now =
          last.in(
              State.FAILED,
              "the load generator ended with status "
                  + status
                  + (status > SIGNALS ? ", ended by somebody else" : "")
                  + (lastWords.isEmpty() ? "" : " (" + lastWords + ")"));
    }
    figures = Optional.of(now);
    process = null;
    notifyAll();
    return now;
  }

  @Override
  public synchronized void stop() {
    Process present = process;
    if (present == null) {
      throw new IllegalStateException("this server is sent no load: there is nothing to stop");
    }
    if (stopped) {
      throw new IllegalStateException(
          "the load has been stopped already, and waits for its last answers");
    }
    endInput(present);
  }

  /** It sends nothing more then. */
  @GuardedBy("this")
  private void endInput(Process present) {
    stopped = true;
    figures = figures.map(now -> now.in(State.STOPPING, now.note()));
    try {
      present.getOutputStream().close();
    } catch (IOException e) {
      // It is gone.
      present.destroy();
    }
    CompletableFuture.delayedExecutor(HANGS_AFTER_SECONDS, TimeUnit.SECONDS)
        .execute(present::destroyForcibly);
  }

  @Override
  public Optional<LoadFigures> figures() {
    return figures;
  }

  @Override
  public synchronized void finish(Duration patience) {
    finishing = true;
    Process present = process;
    if (present != null && !stopped) {
      endInput(present);
    }
    awaitEnd(patience);
  }

  @GuardedBy("this")
  private void awaitEnd(Duration patience) {
    Deadline deadline = Deadline.in(patience);
    try {
      while (process != null && deadline.await(this)) {}
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    finish(Duration.ZERO);
    if (process != null) {
      process.destroyForcibly();
      awaitEnd(KILLED_WITHIN);
    }
  }

  private void say(String line) {
    out.println("load: " + line);
    out.flush();
  }
}
