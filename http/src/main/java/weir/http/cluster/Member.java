package weir.http.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weir.http.client.CommandFailure;
import weir.http.time.Deadline;

/**
 * One process of a cluster. It ends in order when its standard input does: so it is stopped, and so
 * it ends when who started it is gone, were it by {@code kill -9}. Thread-safe.
 */
final class Member {

  /** What a process does. */
  enum Role {
    /** Keeps events. */
    BROKER("broker ready on (\\S+) .*", "INT HUP TERM"),
    /** Accepts them. */
    SERVER("Weir listens on (\\S+) .*", "INT HUP"),
    /** Handles them. */
    WORKERS("local socket (.*)", "INT HUP");

    private final Pattern ready;

    /**
     * A terminal's Ctrl-C, and what is sent to all processes of a session, is for who started them,
     * who stops them in order. A server or workers that somebody terminates end in order by
     * themselves; were the broker to go first, nobody could.
     */
    private final String ignored;

    Role(String ready, String ignored) {
      this.ready = Pattern.compile(ready);
      this.ignored = ignored;
    }
  }

  /** They would have all share one socket, or tell a service manager that each is the service. */
  private static final List<String> NOT_INHERITED = List.of("WEIR_SOCKET", "NOTIFY_SOCKET");

  /** How long a start may take on a machine that is busy. */
  private static final long READY_SECONDS = 90;

  private static final int SIGNALS = 128;
  private static final int MOST_LINES = 50;

  private final Role role;
  private final String name;
  private final Process process;
  private final Notices notices;

  /** What the line that says it is ready has named: an address or a socket. */
  private final CompletableFuture<String> ready = new CompletableFuture<>();

  /** Nobody else reads its errors before they have been read. */
  private final CountDownLatch read = new CountDownLatch(2);

  /** What it had to say before it was ready; written by one thread before {@link #read}. */
  private final List<String> errors = new ArrayList<>();

  /** Whether it has been told to stop. */
  private volatile boolean stopping;

  private Member(Role role, String name, Process process, Notices notices) {
    this.role = role;
    this.name = name;
    this.process = process;
    this.notices = notices;
  }

  /**
   * Starts one.
   *
   * @param role what it does
   * @param name for people
   * @param words its command line
   * @param notices what is told of it later
   * @throws CommandFailure if the system does not start it
   */
  static Member start(Role role, String name, List<String> words, Notices notices)
      throws CommandFailure {
    List<String> line = new ArrayList<>();
    line.addAll(List.of("sh", "-c", "trap '' " + role.ignored + "; exec \"$@\"", "weir-cluster"));
    line.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(line);
    Map<String, String> environment = builder.environment();
    NOT_INHERITED.forEach(environment::remove);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new CommandFailure(
          name + " could not be started (" + e.getMessage() + "): is there still a Java?", e);
    }
    Member member = new Member(role, name, process, notices);
    boolean followed = false;
    try {
      member.follow();
      followed = true;
    } finally {
      if (!followed) {
        process.destroyForcibly();
      }
    }
    return member;
  }

  private void follow() {
    Thread.ofPlatform().daemon().name("output of " + name).start(this::readOutput);
    Thread.ofPlatform().daemon().name("errors of " + name).start(this::readErrors);
    Thread.ofPlatform().daemon().name("end of " + name).start(this::awaitEnd);
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher matcher = role.ready.matcher(line);
        if (matcher.matches()) {
          ready.complete(matcher.group(1));
        }
      }
    } catch (IOException e) {
      cannotRead("output", e);
    } finally {
      read.countDown();
    }
  }

  private void readErrors() {
    try (BufferedReader lines = process.errorReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (ready.isDone()) {
          notices.repeat(name, line);
        } else if (errors.size() < MOST_LINES) {
          errors.add(line);
        }
      }
    } catch (IOException e) {
      cannotRead("errors", e);
    } finally {
      read.countDown();
    }
  }

  private void cannotRead(String what, IOException fault) {
    if (!stopping) {
      notices.say(name + ": its " + what + " can't be read: " + fault.getMessage());
    }
  }

  private void awaitEnd() {
    try {
      int status = process.waitFor();
      // A child of its own may hold its output open.
      boolean all = read.await(1, TimeUnit.SECONDS);
      boolean wasReady =
          !ready.completeExceptionally(
              new CommandFailure(
                  name
                      + " did not start: "
                      + (all && !errors.isEmpty()
                          ? String.join("; ", errors)
                          : "it ended with " + statusText(status))));
      if (wasReady && !stopping) {
        notices.ended(this, statusText(status));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String statusText(int status) {
    return status > SIGNALS ? "signal " + (status - SIGNALS) : "status " + status;
  }

  /**
   * Waits until it is ready.
   *
   * @param stop whether nobody wants it any more
   * @return what it said then; empty if nobody wants it
   * @throws CommandFailure if it ended, or takes too long
   */
  Optional<String> awaitReady(CountDownLatch stop) throws CommandFailure, InterruptedException {
    Deadline deadline = Deadline.in(Duration.ofSeconds(READY_SECONDS));
    while (stop.getCount() > 0) {
      try {
        return Optional.of(ready.get(100, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        if (deadline.isOver()) {
          throw new CommandFailure(
              name + " was not ready after " + READY_SECONDS + " s: is this machine busy?", e);
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof CommandFailure failure) {
          throw failure;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
    return Optional.empty();
  }

  /** Tells it to stop, and returns at once. */
  void stop() {
    stopping = true;
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It is gone, which its end says.
      process.destroy();
    }
  }

  /**
   * Waits until it has ended, and ends it by force if it does not.
   *
   * @return whether it ended by itself
   */
  boolean awaitEnd(Deadline deadline) throws InterruptedException {
    if (process.waitFor(deadline.left())) {
      return true;
    }
    kill();
    process.waitFor();
    return false;
  }

  /** Ends it by force. */
  void kill() {
    stopping = true;
    process.destroyForcibly();
  }

  Role role() {
    return role;
  }

  String name() {
    return name;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }
}
