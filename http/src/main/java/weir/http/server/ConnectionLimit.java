package weir.http.server;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;

/**
 * Takes only as many connections as the process has file descriptors for, with some to spare for
 * its own files and sockets. Others wait until there is room; meanwhile idle ones are ended sooner.
 */
final class ConnectionLimit extends NetworkConnectionLimit {

  private static final int MOST = 8192;
  private static final int FEWEST = 16;
  private static final int SPARE_DESCRIPTORS = 64;
  private static final Duration IDLE_TIMEOUT_AT_LIMIT = Duration.ofSeconds(1);

  private final FaultLog faults =
      new FaultLog(LoggerFactory.getLogger(ConnectionLimit.class), Duration.ofSeconds(1));

  ConnectionLimit(Server server) {
    super(affordable(), server);
    setEndPointIdleTimeout(IDLE_TIMEOUT_AT_LIMIT.toMillis());
  }

  private static int affordable() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long free =
          system.getMaxFileDescriptorCount()
              - system.getOpenFileDescriptorCount()
              - SPARE_DESCRIPTORS;
      return Math.clamp(free, FEWEST, MOST);
    }
    return MOST;
  }

  @Override
  protected void limit() {
    faults.report(
        () ->
            String.format(
                Locale.ROOT,
                "There are %d connections, as many as this process can have; others wait (ulimit -n raises it)",
                getMaxNetworkConnectionCount()));
    super.limit();
  }
}
