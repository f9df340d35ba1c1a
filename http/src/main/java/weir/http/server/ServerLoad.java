package weir.http.server;

import java.time.Duration;
import weir.core.pipeline.LoadGenerator;

/** A generator that a server closes: it ends before the server does. Thread-safe. */
public interface ServerLoad extends LoadGenerator, AutoCloseable {

  /**
   * Takes no more loads, has the present one send nothing more, and waits for its end.
   *
   * @param patience how long at most; the generator may still be waiting for answers then
   */
  void finish(Duration patience);

  /** Ends what is left by force. Idempotent. */
  @Override
  void close();
}
