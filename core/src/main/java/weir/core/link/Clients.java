package weir.core.link;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/** The connections of a server. Thread-safe; never waits for a client. */
final class Clients {

  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);

  private final int limit;

  @GuardedBy("connected")
  private final Set<ClientConnection> connected = new HashSet<>();

  /** Those that have greeted. Written by their readers, iterated by the publisher. */
  private final CopyOnWriteArrayList<ClientConnection> receivers = new CopyOnWriteArrayList<>();

  private final FaultLog faults = new FaultLog(LOG, FAULT_PAUSE);

  Clients(int limit) {
    this.limit = limit;
  }

  /** Takes a connection in, unless there are too many. */
  boolean admit(ClientConnection connection) {
    synchronized (connected) {
      return connected.size() < limit && connected.add(connection);
    }
  }

  /** From now on this connection gets what is published. */
  void addReceiver(ClientConnection connection) {
    receivers.add(connection);
  }

  void removeReceiver(ClientConnection connection) {
    receivers.remove(connection);
  }

  void remove(ClientConnection connection) {
    receivers.remove(connection);
    synchronized (connected) {
      connected.remove(connection);
    }
  }

  boolean hasReceivers() {
    return !receivers.isEmpty();
  }

  List<ClientConnection> all() {
    synchronized (connected) {
      return List.copyOf(connected);
    }
  }

  /** Tells all receivers which sources there are. */
  void tell(List<Source> sources) {
    forEachReceiver(receiver -> receiver.tell(sources), () -> "the list of sources");
  }

  void publish(Snapshot snapshot) {
    forEachReceiver(
        receiver -> receiver.publish(snapshot),
        () -> "snapshot " + snapshot.number() + " of " + snapshot.source());
  }

  void tell(Change change) {
    forEachReceiver(
        receiver -> receiver.tell(change),
        () -> "change " + change.number() + " of " + change.source());
  }

  void tell(DepthSample sample) {
    forEachReceiver(
        receiver -> receiver.tell(sample), () -> "a sample of the events of " + sample.source());
  }

  void tell(RecordingStatus status) {
    forEachReceiver(receiver -> receiver.tell(status), () -> "the state of the recording");
  }

  private void forEachReceiver(Consumer<ClientConnection> delivery, Supplier<String> what) {
    for (ClientConnection receiver : receivers) {
      try {
        delivery.accept(receiver);
      } catch (Throwable e) {
        // No memory for this one, say: the others get theirs.
        faults.report(() -> what.get() + " cannot be delivered to " + receiver, e);
        receiver.abort();
      }
    }
  }
}
