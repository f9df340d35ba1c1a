package weir.http.lab;

import java.util.List;
import weir.core.figures.Ledger;

/**
 * How an experiment is going.
 *
 * @param step what is being done, in a few words
 * @param elapsedSeconds since the experiment started
 * @param pipelines those that are running, the server's own first
 */
public record Progress(String step, double elapsedSeconds, List<State> pipelines) {

  /**
   * How a pipeline stands.
   *
   * @param name its name among the server's sources
   * @param workers requested
   * @param uses uses of the resource under way
   * @param ledger where its events are
   */
  public record State(String name, int workers, int uses, Ledger ledger) {}

  /** Keeps the list from changing. */
  public Progress {
    pipelines = List.copyOf(pipelines);
  }
}
