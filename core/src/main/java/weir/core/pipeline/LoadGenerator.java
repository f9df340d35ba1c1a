package weir.core.pipeline;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import weir.core.figures.LoadFigures;

/**
 * Sends load to a pipeline through whatever leads there, one at a time, such as a program that
 * sends requests to the pipeline's server. Implementations are thread-safe, and return promptly.
 */
public interface LoadGenerator {

  /**
   * Starts a load.
   *
   * @param settings a text for each setting, by key, as {@link weir.core.settings.LoadFlag} lists
   *     them
   * @param ended told once how the load ended, on a thread of the generator's and not before this
   *     has returned; empty if there is nothing to say
   * @return what is sent, for people, such as {@code poisson 500 to /events}
   * @throws IllegalArgumentException if the settings won't do; one sentence says why
   * @throws IllegalStateException if there is a load already, or the generator can't be started;
   *     one sentence says why
   */
  String start(Map<String, String> settings, Consumer<String> ended);

  /**
   * Sends nothing more; the load ends once the answers that are out have come, or soon.
   *
   * @throws IllegalStateException if there is no load
   */
  void stop();

  /**
   * The load under way, or else the last one.
   *
   * @return its figures; empty before the first
   */
  Optional<LoadFigures> figures();
}
