package weir.http.client;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.ServerInfo;
import weir.core.settings.ResourceSettings;

/** One conversation of a command with a running server. Used by one thread. */
public final class ServerConnection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** An old one may be under way when a command takes effect. */
  private static final int MOST_SNAPSHOTS = 5;

  private final LatestSnapshot snapshots;
  private final LinkClient client;

  private ServerConnection(LatestSnapshot snapshots, LinkClient client) {
    this.snapshots = snapshots;
    this.client = client;
  }

  /**
   * Connects.
   *
   * @param address where the server listens
   * @return the connection; the caller closes it
   * @throws LinkException if nothing answers there, or something that is no server of this version
   */
  public static ServerConnection open(LinkAddress address) throws LinkException {
    LatestSnapshot snapshots = new LatestSnapshot();
    return new ServerConnection(
        snapshots, LinkClient.connect(address, "weir command", PATIENCE, snapshots));
  }

  /**
   * What the server said of itself.
   *
   * @return as of the connection's start
   */
  public ServerInfo server() {
    return client.server();
  }

  /**
   * Sends a command and waits until it has taken effect.
   *
   * @param command what to do
   * @throws CommandFailure if the server refuses it or does not answer
   * @throws InterruptedException if interrupted; whether the command took effect is unknown
   */
  public void execute(Command command) throws CommandFailure, InterruptedException {
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

  /**
   * Waits for the next snapshot.
   *
   * @return one that was not returned before
   * @throws CommandFailure if none comes
   * @throws InterruptedException if interrupted
   */
  public Snapshot nextSnapshot() throws CommandFailure, InterruptedException {
    return snapshots.take(PATIENCE);
  }

  /**
   * The first figures under new settings.
   *
   * @param settings what was asked for
   * @return figures under them; the last seen if somebody changes them again
   * @throws CommandFailure if no snapshot comes
   * @throws InterruptedException if interrupted
   */
  public ResourceUse resourceOnceItIs(ResourceSettings settings)
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
