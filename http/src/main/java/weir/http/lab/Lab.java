package weir.http.lab;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds exercises and runs them. */
public final class Lab {

  private static final int MOST_RUNS = 3;

  private Lab() {}

  /**
   * Finds an exercise.
   *
   * @param number its number
   * @return the exercise
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Exercise exercise(int number) {
    return Exercises.all().stream()
        .filter(exercise -> numberOf(exercise) == number)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no exercise " + number + ": choose one of " + numbers()));
  }

  private static int numberOf(Exercise exercise) {
    return exercise.lesson(Scale.SCALED).number();
  }

  private static String numbers() {
    return Exercises.all().stream()
        .map(exercise -> String.valueOf(numberOf(exercise)))
        .collect(Collectors.joining(", "));
  }

  /**
   * What can be predicted.
   *
   * @param exercise of which
   * @return the quantities, in the order in which they are asked
   */
  public static List<Quantity> asked(Exercise exercise) {
    return exercise.answers(Scale.SCALED).stream().map(Answer::quantity).toList();
  }

  /**
   * The socket of an experiment of this process, unless another is chosen.
   *
   * @return a path in the folder where panels look
   */
  public static String ownSocket() {
    return Bench.ownSocket();
  }

  /**
   * Runs an experiment on a server of its own, and closes that again. Where theory and measurement
   * disagree and the machine was busy with other things for long at once, it is run again.
   *
   * @param exercise what to run
   * @param scale how long things take
   * @param predictions what is expected
   * @param socket where the server's local socket is to be
   * @param view told how it is going, and then the result
   * @return the result
   * @throws Exception if the server can't be started, or this thread is interrupted; all is closed
   *     then
   */
  public static LabResult run(
      Exercise exercise, Scale scale, Predictions predictions, String socket, LabView view)
      throws Exception {
    return run(exercise, scale, predictions, socket, MOST_RUNS, view);
  }

  /** The same, so many times at most. */
  static LabResult run(
      Exercise exercise,
      Scale scale,
      Predictions predictions,
      String socket,
      int mostRuns,
      LabView view)
      throws Exception {
    for (int runs = 1; ; runs++) {
      LabResult result;
      try (Bench bench = new Bench(scale, socket, Map.of(), view)) {
        List<Finding> findings = exercise.run(bench);
        result =
            new LabResult(exercise, scale, predictions, findings, bench.longestHiccupSeconds());
      }
      if (result.agrees() || !result.isSpoilt() || runs == mostRuns) {
        view.result(result);
        return result;
      }
      view.again(result.longestHiccupSeconds());
    }
  }
}
