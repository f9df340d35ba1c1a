package weir.bench.telemetry;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Snapshot;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;

/**
 * A client as a panel is one, without the window: reads every snapshot with all its histograms. It
 * is told on its input to {@code attach} to a socket, to {@code detach}, or to {@code report}, and
 * answers each in a line; it ends with its input.
 */
public final class WatcherMain {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private WatcherMain() {}

  /**
   * Reads commands until its input ends.
   *
   * @param arguments the socket
   * @throws IOException if the socket can't be reached
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    LinkAddress address = LinkAddresses.parse(arguments[0]);
    Reading reading = new Reading();
    LinkClient client = null;
    try (BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String command = commands.readLine(); command != null; command = commands.readLine()) {
        if (command.equals("attach")) {
          client = attach(address, reading);
        } else if (command.equals("detach") && client != null) {
          client.close();
        }
        System.out.println(reading.snapshots.get() + " " + SYSTEM.getProcessCpuTime());
      }
    }
  }

  private static LinkClient attach(LinkAddress address, Reading reading)
      throws LinkException, InterruptedException {
    return LinkClient.connect(address, "bench", TIMEOUT, reading);
  }

  /** Hears on the client's reader thread. */
  private static final class Reading implements LinkListener {

    private final AtomicLong snapshots = new AtomicLong();
    private long events;

    @Override
    public void onSnapshot(Snapshot snapshot) {
      for (CompressedHistogram histogram : snapshot.interval().latencies().toList()) {
        events += histogram.decode().getTotalCount();
      }
      if (events < 0) {
        throw new IllegalStateException("counts are never negative");
      }
      snapshots.incrementAndGet();
    }

    @Override
    public void onClosed(String reason) {}
  }
}
