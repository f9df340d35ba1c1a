package weir.core.link;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import weir.core.figures.Capabilities;
import weir.core.settings.ResourceSettings;

/** What a client can ask a source to change, as far as its capabilities go. */
public sealed interface Command
    permits Command.ResizeWorkers,
        Command.SetServiceTime,
        Command.SetResource,
        Command.FreezeResource,
        Command.ResetStatistics,
        Command.StartRecording,
        Command.StopRecording,
        Command.StartLoad,
        Command.StopLoad,
        Command.KillWorker {

  /**
   * Sets the target number of workers; 0 pauses.
   *
   * @param workers the new target, in the range of {@link Capabilities#workers()}
   */
  record ResizeWorkers(int workers) implements Command {}

  /**
   * Sets the service time of the mock resource for events that start from now on.
   *
   * @param serviceTimeNanos the new service time, in nanoseconds, 0 or more
   */
  record SetServiceTime(long serviceTimeNanos) implements Command {}

  /**
   * Changes how the mock resource behaves for uses that start from now on.
   *
   * @param changes a text for each setting to change, by key, as {@link
   *     weir.core.settings.ResourceText} reads them; the others stay as they are
   */
  record SetResource(Map<String, String> changes) implements Command {

    /** Copies the changes, in order. */
    public SetResource {
      changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }
  }

  /**
   * Freezes the mock resource once: nobody starts or ends a use until the time is over.
   *
   * @param nanos how long, in nanoseconds, from 0 to {@link ResourceSettings#MAX_NANOS}
   */
  record FreezeResource(long nanos) implements Command {}

  /** Starts the ledger and the latency statistics afresh; events in the source are not touched. */
  record ResetStatistics() implements Command {}

  /**
   * Starts a recording of all the server's sources; executed by the server itself.
   *
   * @param name of the file in the server's folder for recordings, with or without {@code .weir};
   *     empty for one with the time in it. No path: letters, digits, {@code . _ -}
   */
  record StartRecording(String name) implements Command {}

  /** Ends the recording under way; executed by the server itself. */
  record StopRecording() implements Command {}

  /**
   * Has the server send the source a load, until it is over or stopped. There is one at a time.
   *
   * @param settings a text for each setting, by key, as {@link weir.core.settings.LoadFlag} lists
   *     them: exactly one pattern, and what else is not to be as usual
   */
  record StartLoad(Map<String, String> settings) implements Command {

    /** Copies the settings, in order. */
    public StartLoad {
      settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
  }

  /** Ends the load under way: nothing more is sent. */
  record StopLoad() implements Command {}

  /**
   * Has a worker die at its event, which fails, to try out what becomes of it. Refused unless the
   * source was started so that faults may be tried.
   *
   * @param place where it works; see {@link weir.core.figures.WorkerFigures#place()}
   */
  record KillWorker(int place) implements Command {}
}
