package weir.bench.http.process;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import weir.bench.http.HttpContender;
import weir.bench.http.Route;

/** A server that runs. Used by one thread. */
public final class ServerProcess {

  private static final Pattern URL = Pattern.compile(".*listens on (http://\\S+).*");
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofMillis(2);
  private static final Duration SETTLE_WINDOW = Duration.ofMillis(200);
  private static final Duration SETTLE_TIMEOUT = Duration.ofSeconds(5);
  private static final int LINES_KEPT = 5;

  private final Children children;
  private final HttpContender contender;
  private final Process process;
  private final String url;
  private final Duration readyAfter;

  private ServerProcess(
      Children children,
      HttpContender contender,
      Process process,
      String url,
      Duration readyAfter) {
    this.children = children;
    this.contender = contender;
    this.process = process;
    this.url = url;
    this.readyAfter = readyAfter;
  }

  static ServerProcess start(Children children, HttpContender contender, Launch launch)
      throws IOException, InterruptedException, RunFault {
    long startNanos = System.nanoTime();
    Process process = children.start(launch.command());
    boolean started = false;
    try {
      Listener listener = Listener.of(process);
      String url;
      try {
        url = launch.url().isPresent() ? launch.url().get() : listener.url();
        awaitAnswer(process, listener, url + launch.readyPath(), startNanos);
      } catch (RunFault e) {
        throw new RunFault(contender.label() + ": " + e.getMessage(), e);
      }
      Duration readyAfter = Duration.ofNanos(System.nanoTime() - startNanos);
      started = true;
      return new ServerProcess(children, contender, process, url, readyAfter);
    } finally {
      if (!started) {
        children.kill(process);
      }
    }
  }

  private static void awaitAnswer(Process process, Listener listener, String url, long startNanos)
      throws InterruptedException, RunFault {
    while (!answers(url)) {
      if (!process.isAlive()) {
        throw new RunFault("it ended before it was ready: " + listener.lines());
      }
      if (System.nanoTime() - startNanos > START_TIMEOUT.toNanos()) {
        throw new RunFault(
            String.format(
                Locale.ROOT,
                "it was not ready within %d s: %s",
                START_TIMEOUT.toSeconds(),
                listener.lines()));
      }
      Thread.sleep(POLL);
    }
  }

  /**
   * Whether a server answers 2xx.
   *
   * @param url of what to ask for
   * @return false if it answers anything else, or not at all
   */
  static boolean answers(String url) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
      connection.setRequestProperty("Connection", "close");
      connection.setConnectTimeout((int) START_TIMEOUT.toMillis());
      connection.setReadTimeout((int) START_TIMEOUT.toMillis());
      return connection.getResponseCode() / 100 == 2;
    } catch (IOException e) {
      return false; // Not yet: the caller knows for how long to ask.
    }
  }

  /**
   * Who it is.
   *
   * @return one of those compared
   */
  public HttpContender contender() {
    return contender;
  }

  /**
   * From the start of its process to its first good answer.
   *
   * @return all that a user waits for
   */
  public Duration readyAfter() {
    return readyAfter;
  }

  String url(Route route) {
    return url + (contender.isWeir() ? route.path() : "/");
  }

  /**
   * Processor time of its process so far.
   *
   * @return user and system time, to 10 ms
   * @throws RunFault if it is gone
   */
  public Duration cpuTime() throws RunFault {
    return process
        .info()
        .totalCpuDuration()
        .filter(time -> process.isAlive())
        .orElseThrow(() -> new RunFault(contender.label() + ": its process has ended"));
  }

  /**
   * Its resident memory.
   *
   * @return as the system tells
   * @throws RunFault if it is gone
   */
  public MemoryUse memory() throws RunFault {
    try {
      return MemoryUse.of(process.pid());
    } catch (IOException e) {
      throw new RunFault(contender.label() + ": its process has ended", e);
    }
  }

  /**
   * Waits until it is at rest, so that what it does after a load (compiling, collecting, draining)
   * is not taken for another's; a few seconds at most.
   *
   * @throws RunFault if it is gone
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void settle() throws RunFault, InterruptedException {
    long deadlineNanos = System.nanoTime() + SETTLE_TIMEOUT.toNanos();
    Duration before = cpuTime();
    while (System.nanoTime() - deadlineNanos < 0) {
      Thread.sleep(SETTLE_WINDOW);
      Duration now = cpuTime();
      if (now.minus(before).compareTo(SETTLE_WINDOW.dividedBy(10)) <= 0) {
        return;
      }
      before = now;
    }
  }

  /**
   * Ends it at once: what it still holds is of no use.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void end() throws InterruptedException {
    children.kill(process);
  }

  /** Reads all that a process says, so that it never waits for a reader. */
  private static final class Listener implements Runnable {

    private final BufferedReader output;
    private final CompletableFuture<String> url = new CompletableFuture<>();

    @GuardedBy("last")
    private final Deque<String> last = new ArrayDeque<>();

    private Listener(BufferedReader output) {
      this.output = output;
    }

    static Listener of(Process process) {
      Listener listener = new Listener(process.inputReader());
      Thread.ofPlatform().daemon().name("output of " + process.pid()).start(listener);
      return listener;
    }

    @Override
    public void run() {
      try (output) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          hear(line);
        }
      } catch (IOException e) {
        hear(String.valueOf(e.getMessage())); // The stream of a process that was killed.
      }
      url.completeExceptionally(new IOException("ended"));
    }

    private void hear(String line) {
      synchronized (last) {
        last.addLast(line);
        if (last.size() > LINES_KEPT) {
          last.removeFirst();
        }
      }
      Matcher matcher = URL.matcher(line);
      if (matcher.matches()) {
        url.complete(matcher.group(1));
      }
    }

    String url() throws RunFault, InterruptedException {
      try {
        return url.get(START_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        throw new RunFault("it ended before it was ready: " + lines(), e);
      } catch (TimeoutException e) {
        throw new RunFault(
            String.format(
                Locale.ROOT,
                "it told no address within %d s: %s",
                START_TIMEOUT.toSeconds(),
                lines()),
            e);
      }
    }

    String lines() {
      synchronized (last) {
        return last.isEmpty()
            ? "it said nothing"
            : last.stream().map(String::strip).collect(Collectors.joining(" / "));
      }
    }
  }
}
