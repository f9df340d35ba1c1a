package weir.desktop.client;

import java.time.Duration;
import java.util.List;

/**
 * An exercise of the lab.
 *
 * @param number its number, from 0
 * @param title what it is called
 * @param chapter where it belongs
 * @param page its page among the documents
 * @param takes about how long the experiment runs
 * @param setting what is run
 * @param question what to think about
 * @param asked what to predict
 */
public record LabExercise(
    int number,
    String title,
    String chapter,
    String page,
    Duration takes,
    String setting,
    String question,
    List<Asked> asked) {

  /**
   * A quantity to predict.
   *
   * @param key its name among those of the exercise
   * @param label what it is
   * @param form what to write
   */
  public record Asked(String key, String label, String form) {}

  /** Keeps the list from changing. */
  public LabExercise {
    asked = List.copyOf(asked);
  }
}
