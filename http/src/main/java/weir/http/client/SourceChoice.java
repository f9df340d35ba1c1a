package weir.http.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Source;

/** Which of a server's sources a command is for. */
final class SourceChoice {

  private SourceChoice() {}

  /**
   * Chooses.
   *
   * @param sources those there are
   * @param name of the one that is wanted; null for the only one
   * @return the source
   * @throws UnclearSource if there is none of that name, or not just one to choose
   */
  static Source of(List<Source> sources, @Nullable String name) throws UnclearSource {
    if (name == null && sources.size() == 1) {
      return sources.getFirst();
    }
    for (Source source : sources) {
      if (source.name().equals(name)) {
        return source;
      }
    }
    if (sources.isEmpty()) {
      throw new UnclearSource(
          "this server shows no source"
              + (name == null ? "" : " '" + name + "', nor any other")
              + " at present: try again once its program has something to show");
    }
    String there =
        String.join(
            ", ",
            sources.stream().map(source -> source.name() + " (" + source.kind() + ")").toList());
    throw new UnclearSource(
        name == null
            ? "this server shows " + there + ": choose one with --source"
            : "there is no source '" + name + "': this server shows " + there);
  }
}
