package weir.http.lab;

import java.util.List;

/** One exercise: something to predict, what theory says of it, and an experiment. */
public interface Exercise {

  /**
   * What it says.
   *
   * @param scale how long things take
   * @return the words
   */
  Lesson lesson(Scale scale);

  /**
   * What is asked, with what theory answers for the times that are set.
   *
   * @param scale how long things take
   * @return at least one, in the order in which they are asked
   */
  List<Answer> answers(Scale scale);

  /**
   * Runs the experiment.
   *
   * @param bench where it runs; closed by the caller
   * @return a finding for each quantity, in the order of {@link #answers}
   * @throws Exception if the experiment can't be run, or this thread is interrupted
   */
  List<Finding> run(Bench bench) throws Exception;
}
