package weir.http.lab;

import java.util.List;

/** Where the lab says what happens. */
public interface LabView {

  /**
   * Lists exercises.
   *
   * @param exercises all of them
   * @param scale how long things take
   */
  void list(List<Exercise> exercises, Scale scale);

  /**
   * Explains an exercise, before anything is asked.
   *
   * @param exercise which
   * @param scale how long things take
   */
  void explain(Exercise exercise, Scale scale);

  /**
   * Says where the experiment can be watched.
   *
   * @param socket the local socket, as {@code --socket} takes it
   * @param url of the HTTP port
   */
  void server(String socket, String url);

  /**
   * Says how it is going. Called by a thread of the lab's, several times a second.
   *
   * @param progress the figures
   */
  void progress(Progress progress);

  /**
   * Says that the experiment is run again, as the machine has spoiled it.
   *
   * @param longestHiccupSeconds how late the machine was at once
   */
  void again(double longestHiccupSeconds);

  /**
   * Says what came of it. Nothing is told of its progress any more.
   *
   * @param result the findings
   */
  void result(LabResult result);

  /**
   * Says what theory answers, without an experiment.
   *
   * @param exercise of which
   * @param scale how long things take
   */
  void answers(Exercise exercise, Scale scale);
}
