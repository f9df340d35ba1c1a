package weir.bench.contender;

import java.util.function.LongConsumer;

/** What handles the events of a run. */
public interface Handlers {

  /**
   * The handler of one worker.
   *
   * @param worker from 0 to the number of workers − 1
   * @return a handler that one thread at a time may use
   */
  LongConsumer ofWorker(int worker);

  /**
   * A handler for contenders whose workers have no place.
   *
   * @return a thread-safe handler
   */
  LongConsumer shared();

  /**
   * Events handled so far.
   *
   * @return count since the start; what the handlers did for these is visible
   */
  long handled();
}
