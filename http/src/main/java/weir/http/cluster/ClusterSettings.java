package weir.http.cluster;

import java.nio.file.Path;
import java.util.Optional;
import weir.core.figures.Source;

/**
 * What to start.
 *
 * @param servers how many accept events, from 1 to {@value #MOST_PROCESSES}
 * @param workerProcesses how many handle them, from 0 to {@value #MOST_PROCESSES}
 * @param workersPerProcess workers of each at the start, from 1 to {@value #MOST_WORKERS}
 * @param serviceTime how long an event takes a worker, as {@code weir worker} reads it
 * @param folder where the broker keeps everything; empty for one that is deleted in the end
 * @param port of the first server, the others have those that follow, up to 65535; 0 for any free
 *     ones
 * @param group what the group is called, as {@link Source#checkName} takes it
 */
public record ClusterSettings(
    int servers,
    int workerProcesses,
    int workersPerProcess,
    String serviceTime,
    Optional<Path> folder,
    int port,
    String group) {

  /** Most servers, and most processes of workers. */
  public static final int MOST_PROCESSES = 16;

  /** Most workers of a process: as many as it can have unless it is told. */
  public static final int MOST_WORKERS = 64;

  private static final int MAX_PORT = 65_535;

  /**
   * Checks the numbers, and what the group is called.
   *
   * @throws IllegalArgumentException if one won't do; the message says which and what to do
   */
  public ClusterSettings {
    requireWithin("--servers", servers, 1, MOST_PROCESSES);
    requireWithin("--worker-processes", workerProcesses, 0, MOST_PROCESSES);
    requireWithin("--workers-per-process", workersPerProcess, 1, MOST_WORKERS);
    requireWithin("--port", port, 0, MAX_PORT - servers + 1);
    try {
      Source.checkName(group);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--group: " + e.getMessage(), e);
    }
  }

  private static void requireWithin(String flag, int number, int least, int most) {
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          flag + " must be from " + least + " to " + most + ", and " + number + " is not");
    }
  }

  /** Port of a server, counted from 0; 0 for any free one. */
  int portOf(int server) {
    return port == 0 ? 0 : port + server;
  }

  int workers() {
    return workerProcesses * workersPerProcess;
  }
}
