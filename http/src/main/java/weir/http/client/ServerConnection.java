package weir.http.client;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.WorkerCount;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.settings.ResourceSettings;

/** One conversation of a command with one source of a running server. Used by one thread. */
public final class ServerConnection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** An old one may be under way when a command takes effect. */
  private static final int MOST_SNAPSHOTS = 5;

  private final LatestSnapshot snapshots;
  private final LinkClient client;
  private final Source source;

  private ServerConnection(LatestSnapshot snapshots, LinkClient client, Source source) {
    this.snapshots = snapshots;
    this.client = client;
    this.source = source;
  }

  /**
   * Connects.
   *
   * @param address where the server listens
   * @param clientName who is calling, as changes are said to be by
   * @param sourceName name of the source; null for the only one that there is
   * @return the connection; the caller closes it
   * @throws LinkException if nothing answers there, or something that is no server of this version
   * @throws UnclearSource if there is no such source, or several and no name
   */
  public static ServerConnection open(
      LinkAddress address, String clientName, @Nullable String sourceName)
      throws LinkException, UnclearSource {
    LatestSnapshot snapshots = new LatestSnapshot();
    LinkClient client = LinkClient.connect(address, clientName, PATIENCE, snapshots);
    try {
      return new ServerConnection(snapshots, client, SourceChoice.of(client.sources(), sourceName));
    } catch (UnclearSource e) {
      client.close();
      throw e;
    }
  }

  /**
   * The source that this is about.
   *
   * @return as of the connection's start
   */
  public Source source() {
    return source;
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
      outcome = client.send(source.name(), command).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
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
    return snapshots.take(source.name(), PATIENCE);
  }

  /**
   * Waits for the next figures of the source's workers.
   *
   * @return figures that were not returned before
   * @throws CommandFailure if it has no workers, or no snapshot comes
   * @throws InterruptedException if interrupted
   */
  public WorkerCount nextWorkers() throws CommandFailure, InterruptedException {
    return nextSnapshot().workers().orElseThrow(() -> lacking("workers"));
  }

  /**
   * Waits for the next figures of the source's resource.
   *
   * @return figures that were not returned before
   * @throws CommandFailure if it has no resource, or no snapshot comes
   * @throws InterruptedException if interrupted
   */
  public ResourceUse nextResource() throws CommandFailure, InterruptedException {
    return nextSnapshot().resource().orElseThrow(() -> lacking("resource"));
  }

  private CommandFailure lacking(String what) {
    return new CommandFailure(
        "%s (%s) has no %s that Weir knows of: 'weir stats' shows what it has"
            .formatted(source.name(), source.kind(), what));
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
    ResourceUse use = nextResource();
    for (int seen = 1; seen < MOST_SNAPSHOTS && !use.settings().equals(settings); seen++) {
      use = nextResource();
    }
    return use;
  }

  @Override
  public void close() {
    client.close();
  }
}
