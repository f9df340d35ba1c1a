package weir.http.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Snapshot;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;
import weir.http.time.Deadline;

/** Watches over a local socket, as a panel does. Used by one thread. */
final class Onlooker implements AutoCloseable, LinkListener {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  private final LinkClient client;

  /** Written by the client's thread; the latest of the server's own pipeline. */
  private volatile long completed;

  private Onlooker(String socket) throws LinkException {
    client = LinkClient.connect(LinkAddresses.parse(socket), "weir lab", CONNECT_TIMEOUT, this);
  }

  static Onlooker at(String socket) throws LinkException {
    return new Onlooker(socket);
  }

  /**
   * Waits until it has been told of so many events that completed.
   *
   * @return how many it was told of
   */
  long awaitCompleted(long events, Duration patience) throws InterruptedException {
    Deadline deadline = Deadline.in(patience);
    while (completed < events && !deadline.isOver()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return completed;
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    completed = snapshot.ledger().completed();
  }

  @Override
  public void onClosed(String reason) {
    // Whoever waits is told nothing more, and his patience ends.
  }

  @Override
  public void close() {
    client.close();
  }
}
