package weir.bench.http.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;

/** Sets the number of workers of a running server, as {@code weir workers} does. */
public final class WorkerControl {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path socket;

  WorkerControl(Path socket) {
    this.socket = socket;
  }

  /**
   * Sets the target.
   *
   * @param workers how many; 0 pauses
   * @throws RunFault if the server does not do so
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void resizeTo(int workers) throws RunFault, InterruptedException {
    // Connected for no longer than that: a client is sent snapshots, and these cost processor time.
    try (LinkClient client =
        LinkClient.connect(
            LinkAddresses.parse(socket.toString()), "weir bench", PATIENCE, LinkListener.IGNORE)) {
      CommandOutcome outcome =
          client
              .send(client.sources().getFirst().name(), new Command.ResizeWorkers(workers))
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      if (outcome instanceof CommandOutcome.Refused refused) {
        throw new RunFault(refused.reason());
      }
    } catch (LinkException e) {
      throw new RunFault(String.valueOf(e.getMessage()), e);
    } catch (ExecutionException | TimeoutException e) {
      throw new RunFault("the server does not answer on its local socket", e);
    }
  }
}
