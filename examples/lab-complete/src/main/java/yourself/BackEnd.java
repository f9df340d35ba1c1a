package yourself;

import java.io.IOException;

/** What your events go to: a database, a service, a file. Thread-safe. */
@FunctionalInterface
public interface BackEnd {

  /**
   * Does what an event asks for, and takes its time.
   *
   * @param request the payload of the event
   * @throws IOException if it can't be done
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void call(byte[] request) throws IOException, InterruptedException;
}
