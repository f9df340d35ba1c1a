package weir.http.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.link.Command;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;
import weir.core.link.RecordingStatus;
import weir.http.time.Deadline;

/** A command's conversation with a server about its recording. Used by one thread. */
public final class RecordingControl implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** No source does it, but the server itself. */
  private static final String NO_SOURCE = "server";

  private final Status status;
  private final LinkClient client;

  private RecordingControl(Status status, LinkClient client) {
    this.status = status;
    this.client = client;
  }

  /**
   * Connects.
   *
   * @param address where the server listens
   * @param clientName who is calling
   * @return the connection; the caller closes it
   * @throws LinkException if nothing answers there, or something that is no server of this version
   */
  public static RecordingControl open(LinkAddress address, String clientName) throws LinkException {
    Status status = new Status();
    return new RecordingControl(status, LinkClient.connect(address, clientName, PATIENCE, status));
  }

  /**
   * Starts a recording.
   *
   * @param name of its file; empty for one that says when it started
   * @return how it stands
   * @throws CommandFailure if the server refuses it or does not answer
   * @throws InterruptedException if interrupted; whether it was started is unknown
   */
  public RecordingStatus start(String name) throws CommandFailure, InterruptedException {
    ServerConnection.await(client.send(NO_SOURCE, new Command.StartRecording(name)));
    return status.await(RecordingStatus::isOn);
  }

  /**
   * Stops the recording.
   *
   * @return how it stood before
   * @throws CommandFailure if the server refuses it or does not answer
   * @throws InterruptedException if interrupted; whether it was stopped is unknown
   */
  public RecordingStatus stop() throws CommandFailure, InterruptedException {
    RecordingStatus before = now();
    ServerConnection.await(client.send(NO_SOURCE, new Command.StopRecording()));
    return before;
  }

  /**
   * How the server stands.
   *
   * @return as it last said
   * @throws CommandFailure if it does not say
   * @throws InterruptedException if interrupted
   */
  public RecordingStatus now() throws CommandFailure, InterruptedException {
    return status.await(any -> true);
  }

  @Override
  public void close() {
    client.close();
  }

  /** Written by the connection's thread, read by the command's. */
  private static final class Status implements LinkListener {

    @GuardedBy("this")
    private @Nullable RecordingStatus newest;

    @GuardedBy("this")
    private @Nullable String endReason;

    @Override
    public synchronized void onRecording(RecordingStatus status) {
      newest = status;
      notifyAll();
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {}

    @Override
    public synchronized void onClosed(String reason) {
      endReason = reason;
      notifyAll();
    }

    synchronized RecordingStatus await(Predicate<RecordingStatus> wanted)
        throws CommandFailure, InterruptedException {
      Deadline deadline = Deadline.in(PATIENCE);
      while (newest == null || !wanted.test(newest)) {
        if (endReason != null) {
          throw new CommandFailure("the server ended the connection: " + endReason);
        }
        if (!deadline.await(this)) {
          throw new CommandFailure(
              "the server does not say how its recording stands: it may be overloaded, try again");
        }
      }
      return newest;
    }
  }
}
