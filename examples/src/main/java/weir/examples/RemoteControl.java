package weir.examples;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;

/** Watches the pipeline of another process over its local socket, and gives it a worker more. */
public final class RemoteControl {

  private RemoteControl() {}

  /** Hands each snapshot to the main thread: the client's reads on meanwhile. */
  private record Watcher(BlockingQueue<Snapshot> snapshots) implements LinkListener {
    @Override
    public void onSnapshot(Snapshot snapshot) {
      snapshots.add(snapshot);
    }

    @Override
    public void onClosed(String reason) {
      System.out.println(reason);
    }
  }

  /**
   * Runs the example.
   *
   * @param arguments the server's socket; without it, the one that {@code ./weir serve} opens
   * @throws LinkException if no server is there
   * @throws InterruptedException if it is interrupted while it waits for a snapshot
   */
  public static void main(String[] arguments) throws LinkException, InterruptedException {
    LinkAddress address =
        arguments.length == 0 ? LinkAddresses.defaultAddress() : LinkAddresses.parse(arguments[0]);
    BlockingQueue<Snapshot> snapshots = new LinkedBlockingQueue<>();
    try (LinkClient client =
        LinkClient.connect(
            address, "remote control", Duration.ofSeconds(5), new Watcher(snapshots))) {
      Snapshot before = snapshots.take();
      System.out.println("found:  " + requested(before) + " workers, " + before.ledger());

      int more = requested(before) + 1;
      CommandOutcome outcome = client.send(before.source(), new Command.ResizeWorkers(more)).join();
      if (outcome instanceof CommandOutcome.Refused refused) {
        System.out.println(refused.reason());
        return;
      }
      Snapshot after = snapshots.take();
      while (requested(after) != more) {
        after = snapshots.take();
      }
      System.out.println("now:    " + requested(after) + " workers");
    }
  }

  /** Not every source has workers; 0 for one that has none. */
  private static int requested(Snapshot snapshot) {
    return snapshot.workers().map(WorkerCount::requested).orElse(0);
  }
}
