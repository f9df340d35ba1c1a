package weir.http.service;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells systemd, or what else speaks sd_notify, that the server is ready, alive and stopping. Where
 * no service manager has started the server, nothing is told, and it costs nothing. What can't be
 * told is logged once. Thread-safe.
 */
public final class ServiceManager implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

  private static final Duration STATUS_PERIOD = Duration.ofSeconds(5);

  @GuardedBy("this")
  private @Nullable DatagramSender sender;

  /** How often it is told that the server is alive. */
  private final Duration period;

  private final boolean hasWatchdog;

  /** Null before {@link #ready}. */
  @GuardedBy("this")
  private @Nullable Thread beat;

  /** Set once; the beat ends then. */
  private volatile boolean closed;

  private ServiceManager(@Nullable DatagramSender sender, @Nullable Duration watchdog) {
    this.sender = sender;
    hasWatchdog = watchdog != null;
    // Half of the patience, as the manual asks for.
    period =
        watchdog != null && watchdog.dividedBy(2).compareTo(STATUS_PERIOD) < 0
            ? watchdog.dividedBy(2)
            : STATUS_PERIOD;
  }

  /**
   * The service manager that the environment names.
   *
   * @param environment the environment variables: {@code NOTIFY_SOCKET}, {@code WATCHDOG_USEC},
   *     {@code WATCHDOG_PID}
   * @return what to tell it with, or what tells nobody
   */
  public static ServiceManager of(Map<String, String> environment) {
    String socket = environment.get("NOTIFY_SOCKET");
    if (socket == null || socket.isEmpty()) {
      return new ServiceManager(null, null);
    }
    try {
      return new ServiceManager(new DatagramSender(socket), watchdog(environment));
    } catch (IOException | RuntimeException | LinkageError e) {
      // No library of that kind, or no such socket: the server runs, and its manager is not told.
      LOG.warn(
          "The service manager at NOTIFY_SOCKET={} can't be told that the server is ready: use"
              + " Type=exec in its unit",
          socket,
          e);
      return new ServiceManager(null, null);
    }
  }

  private static @Nullable Duration watchdog(Map<String, String> environment) {
    String micros = environment.getOrDefault("WATCHDOG_USEC", "");
    String pid = environment.getOrDefault("WATCHDOG_PID", "");
    boolean isOurs = pid.isEmpty() || pid.equals(Long.toString(ProcessHandle.current().pid()));
    // What is no number is none of a service manager's.
    return isOurs && micros.matches("[1-9]\\d{0,17}")
        ? Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(Long.parseLong(micros)))
        : null;
  }

  /**
   * Tells that the server is ready, and from now on that it is alive, until {@link #stopping}.
   *
   * @param status says how it is, in one line; while it does not return, the server is not alive
   */
  public synchronized void ready(Supplier<String> status) {
    if (sender == null || closed) {
      return;
    }
    tell("READY=1\n" + status(status.get()));
    Thread thread = new Thread(() -> beat(status), "service-manager");
    thread.setDaemon(true);
    beat = thread;
    thread.start();
  }

  private void beat(Supplier<String> status) {
    while (!closed) {
      LockSupport.parkNanos(this, period.toNanos());
      if (!closed) {
        String now = status(status.get());
        tell(hasWatchdog ? "WATCHDOG=1\n" + now : now);
      }
    }
  }

  /**
   * Tells that the server is stopping. It is watched no more.
   *
   * @param status says how long that may take, in one line
   */
  public synchronized void stopping(String status) {
    endBeat();
    tell("STOPPING=1\n" + status(status));
  }

  private static String status(String text) {
    return "STATUS=" + text.replaceAll("\\p{Cntrl}", " ");
  }

  private synchronized void tell(String message) {
    DatagramSender open = sender;
    if (open == null) {
      return;
    }
    try {
      open.send(message);
    } catch (IOException e) {
      LOG.warn("The service manager is told no more how the server is", e);
      sender = null;
      open.close();
    }
  }

  private synchronized void endBeat() {
    closed = true;
    Thread thread = beat;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }

  /** Tells nothing more. Idempotent. */
  @Override
  public synchronized void close() {
    endBeat();
    DatagramSender open = sender;
    sender = null;
    if (open != null) {
      open.close();
    }
  }
}
