package weir.http.cluster;

import java.util.List;
import java.util.Optional;
import weir.http.client.OwnProgram;

/**
 * What runs the processes of a cluster, each command as a list of words.
 *
 * @param broker runs the broker; empty where there is none
 * @param weir runs a command of Weir's, with the JVM that a server is given
 */
public record ClusterPrograms(Optional<List<String>> broker, List<String> weir) {

  /** Set by the launcher: what runs the broker, an argument a line. */
  public static final String BROKER_COMMAND = "weir.brokerCommand";

  /** Set by the launcher: what runs a command of Weir's, an argument a line. */
  public static final String WEIR_COMMAND = "weir.command";

  /** Keeps the lists from changing. */
  public ClusterPrograms {
    broker = broker.map(List::copyOf);
    weir = List.copyOf(weir);
  }

  /**
   * As the launcher has them; Weir's own, without it, as this process runs.
   *
   * @return what there is
   */
  public static ClusterPrograms ofLauncher() {
    return new ClusterPrograms(
        Optional.ofNullable(System.getProperty(BROKER_COMMAND))
            .map(words -> words.lines().toList()),
        OwnProgram.command(WEIR_COMMAND, List.of(), List.of()));
  }
}
