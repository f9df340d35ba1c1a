package weir.http.cli;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.ResourceSettings;
import weir.core.link.ResourceUse;
import weir.core.link.ServerInfo;
import weir.core.link.Snapshot;

/** One conversation of a command with a running server. Used by one thread. */
final class ServerConnection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** An old one may be under way when a command takes effect. */
  private static final int MOST_SNAPSHOTS = 5;

  private final LatestSnapshot snapshots;
  private final LinkClient client;

  private ServerConnection(LatestSnapshot snapshots, LinkClient client) {
    this.snapshots = snapshots;
    this.client = client;
  }

  static ServerConnection open(LinkAddress address) throws LinkException {
    LatestSnapshot snapshots = new LatestSnapshot();
    return new ServerConnection(
        snapshots, LinkClient.connect(address, "weir command", PATIENCE, snapshots));
  }

  ServerInfo server() {
    return client.server();
  }

  void execute(Command command) throws CommandFailure, InterruptedException {
    CommandOutcome outcome;
    try {
      outcome = client.send(command).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new CommandFailure(
          "the connection to the server was lost: 'weir stats' says whether it still runs", e);
    } catch (TimeoutException e) {
      throw new CommandFailure(
          "the server does not answer: 'weir stats' says whether the command took effect", e);
    }
    if (outcome instanceof CommandOutcome.Refused refused) {
      throw new CommandFailure(refused.reason());
    }
  }

  Snapshot nextSnapshot() throws CommandFailure, InterruptedException {
    return snapshots.take(PATIENCE);
  }

  /** The first figures under new settings; the last seen if somebody changes them again. */
  ResourceUse resourceOnceItIs(ResourceSettings settings)
      throws CommandFailure, InterruptedException {
    ResourceUse use = nextSnapshot().resource();
    for (int seen = 1; seen < MOST_SNAPSHOTS && !use.settings().equals(settings); seen++) {
      use = nextSnapshot().resource();
    }
    return use;
  }

  @Override
  public void close() {
    client.close();
  }
}
