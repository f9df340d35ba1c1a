package weir.http.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.core.link.LinkServer;
import weir.core.pipeline.Pipeline;
import weir.http.config.ServeSettings;
import weir.http.config.SettingsException;
import weir.http.time.Deadline;

/** Workers alone: a pipeline whose events others accept, and its local socket. Thread-safe. */
public final class WorkerServer implements AutoCloseable {

  private static final long LOOK_MILLIS = 10;

  private final Pipeline<HttpEvent> pipeline;
  private final LinkServer link;
  private final Duration drainTimeout;

  private WorkerServer(Pipeline<HttpEvent> pipeline, LinkServer link, Duration drainTimeout) {
    this.pipeline = pipeline;
    this.link = link;
    this.drainTimeout = drainTimeout;
  }

  /**
   * Starts everything, or nothing.
   *
   * @param settings what to start, of which nothing about HTTP matters, with a journal that other
   *     processes share
   * @param socket where the local socket is to be, if the settings do not say
   * @return the running workers
   * @throws SettingsException if there is no such handler
   * @throws StartException if the journal can't be opened
   * @throws LinkException if the local socket can't be opened, or nothing can be recorded
   */
  public static WorkerServer start(ServeSettings settings, LinkAddress socket)
      throws SettingsException, StartException, LinkException {
    LinkAddress address = ServedPipeline.address(settings).orElse(socket);
    Pipeline<HttpEvent> pipeline = ServedPipeline.start(settings);
    boolean started = false;
    try {
      LinkServer link = ServedPipeline.show(pipeline, settings, address);
      started = true;
      return new WorkerServer(pipeline, link, settings.drainTimeout());
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    } finally {
      if (!started) {
        pipeline.close();
      }
    }
  }

  /**
   * Its pipeline.
   *
   * @return closed with this
   */
  public Pipeline<?> pipeline() {
    return pipeline;
  }

  /**
   * Where panels and commands find it.
   *
   * @return as it is written after {@code --socket}
   */
  public String socket() {
    return LinkAddresses.text(link.address());
  }

  /**
   * How it stands, in one line.
   *
   * @return for whoever supervises it
   */
  public String status() {
    return socket() + ": " + pipeline.snapshot().ledger();
  }

  /**
   * Stops: the workers finish the events that they are at, for the drain timeout at most, and give
   * back all others. What is left is for the workers of other processes.
   *
   * @return whether all workers came to an end
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean stop() throws InterruptedException {
    pipeline.resizeTo(0);
    Deadline deadline = Deadline.in(drainTimeout);
    while (pipeline.workers().effective() > 0 && !deadline.isOver()) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    boolean allLeft = pipeline.workers().effective() == 0;
    close();
    return allLeft;
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
