package weir.desktop.client;

import java.util.List;
import java.util.Optional;
import weir.core.link.LinkAddress;

/** What {@code weir lab} says, a piece at a time. */
public sealed interface LabNews {

  /**
   * There is an exercise.
   *
   * @param exercise what it says
   */
  record Listed(LabExercise exercise) implements LabNews {}

  /**
   * The experiment has a server, which can be watched.
   *
   * @param address where panels find it
   */
  record Serving(LinkAddress address) implements LabNews {}

  /**
   * The experiment goes on.
   *
   * @param step what is being done
   * @param elapsedSeconds since it started
   * @param backlog events that wait, in all its pipelines
   */
  record Progress(String step, double elapsedSeconds, long backlog) implements LabNews {}

  /**
   * The experiment is over.
   *
   * @param agrees whether theory and measurement agree in everything
   * @param rows a row for each quantity
   * @param reasoning why theory says what it says
   */
  record Outcome(boolean agrees, List<Row> rows, String reasoning) implements LabNews {

    /** Keeps the list from changing. */
    public Outcome {
      rows = List.copyOf(rows);
    }
  }

  /**
   * What came of a quantity, in words.
   *
   * @param label what it is
   * @param predicted what was expected; empty if nothing was
   * @param near whether that was near; empty if nothing was expected
   * @param theory what theory says
   * @param measured what was measured
   * @param tolerance by how much these may differ
   * @param reason why they may
   * @param agrees whether they differ by no more
   */
  record Row(
      String label,
      Optional<String> predicted,
      Optional<Boolean> near,
      String theory,
      String measured,
      String tolerance,
      String reason,
      boolean agrees) {}

  /**
   * The program has ended: nothing more follows.
   *
   * @param fault why it could not do it, in a sentence; empty if it has done it
   */
  record Ended(String fault) implements LabNews {}
}
