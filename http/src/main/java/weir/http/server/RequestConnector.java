package weir.http.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;

/**
 * Takes connections from a socket that is already bound, and ends those on which nothing usable
 * comes in.
 */
final class RequestConnector extends ServerConnector {

  private static final int ACCEPTORS = 1;
  private static final int SELECTORS = 2;

  /**
   * Characters of header fields that a connection remembers: enough for what a load generator
   * repeats. Each connection makes its own table for them, which with Jetty's 1,024 takes 100 KB
   * and most of the time that a new connection costs.
   */
  private static final int HEADER_CACHE_SIZE = 256;

  private final FaultLog faults =
      new FaultLog(LoggerFactory.getLogger(RequestConnector.class), Duration.ofSeconds(1));
  private final SlowHeads slowHeads;
  private final EventBodies bodies;
  private final long sweepNanos;

  RequestConnector(
      Server server,
      HttpConfiguration http,
      ServerSocketChannel socket,
      ClientLimits limits,
      EventBodies bodies) {
    super(server, ACCEPTORS, SELECTORS, new HttpConnectionFactory(http));
    http.setHeaderCacheSize(HEADER_CACHE_SIZE);
    slowHeads = new SlowHeads(limits.longestHead());
    sweepNanos = limits.sweepPeriod().toNanos();
    this.bodies = bodies;
    setIdleTimeout(limits.idle().toMillis());
    try {
      open(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    scheduleSweep();
  }

  private void scheduleSweep() {
    getScheduler().schedule(this::sweep, sweepNanos, TimeUnit.NANOSECONDS);
  }

  /** One after the other, on the scheduler's thread. */
  private void sweep() {
    if (isRunning()) {
      try {
        bodies.refuseSlow();
        slowHeads.close(getConnectedEndPoints(), System.nanoTime());
      } finally {
        scheduleSweep();
      }
    }
  }

  @Override
  protected boolean handleAcceptFailure(Throwable fault) {
    if (!isRunning() || !(fault instanceof IOException) || !isOpen()) {
      return super.handleAcceptFailure(fault);
    }
    faults.report(
        () ->
            "No connection can be taken at the moment (%s); trying again"
                .formatted(fault.getMessage()));
    try {
      TimeUnit.SECONDS.sleep(1);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
