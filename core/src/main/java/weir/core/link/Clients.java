package weir.core.link;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections of a server. Thread-safe; never waits for a client. */
final class Clients {

  private static final Logger log = LoggerFactory.getLogger(Clients.class);

  private final int limit;
  // Guarded by itself.
  private final Set<ClientConnection> connected = new HashSet<>();
  // Those that have greeted. Written by their readers, iterated by the publisher.
  private final CopyOnWriteArrayList<ClientConnection> receivers = new CopyOnWriteArrayList<>();

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

  void publish(Snapshot snapshot) {
    Published published = new Published(snapshot);
    for (ClientConnection receiver : receivers) {
      try {
        receiver.publish(published);
      } catch (RuntimeException e) {
        log.error("snapshot {} cannot be delivered to {}", snapshot.number(), receiver, e);
        receiver.abort();
      }
    }
  }
}
