package weir.desktop.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;

/** Reads the lines of {@code weir lab --json}. Thread-safe. */
final class LabLine {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private LabLine() {}

  /**
   * Reads a line.
   *
   * @param line one JSON object
   * @return what it says; empty if that is nothing for a panel
   * @throws IllegalArgumentException if it is no such line
   */
  static Optional<LabNews> read(String line) {
    JsonNode said;
    try {
      said = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the lab said what is no JSON: " + start(line), e);
    }
    if (said.has("exercise")) {
      return Optional.of(new LabNews.Listed(exercise(said.get("exercise"))));
    }
    if (said.has("server")) {
      return Optional.of(new LabNews.Serving(address(text(said.get("server"), "socket"))));
    }
    if (said.has("progress")) {
      return Optional.of(progress(said.get("progress")));
    }
    if (said.has("result")) {
      return Optional.of(outcome(said.get("result")));
    }
    return Optional.empty();
  }

  private static String start(String line) {
    return line.substring(0, Math.min(60, line.length()));
  }

  private static LabExercise exercise(JsonNode it) {
    List<LabExercise.Asked> asked = new ArrayList<>();
    for (JsonNode each : it.path("asked")) {
      asked.add(new LabExercise.Asked(text(each, "key"), text(each, "label"), text(each, "write")));
    }
    return new LabExercise(
        it.path("number").asInt(),
        text(it, "title"),
        text(it, "chapter"),
        text(it, "page"),
        Duration.ofSeconds(it.path("seconds").asLong()),
        text(it, "setting"),
        text(it, "question"),
        asked);
  }

  private static LinkAddress address(String socket) {
    try {
      return LinkAddresses.absolute(LinkAddresses.parse(socket));
    } catch (LinkException e) {
      throw new IllegalArgumentException("the lab's server can't be reached: " + e.getMessage(), e);
    }
  }

  private static LabNews progress(JsonNode it) {
    long backlog = 0;
    for (JsonNode pipeline : it.path("pipelines")) {
      backlog += pipeline.path("backlog").asLong();
    }
    return new LabNews.Progress(text(it, "step"), it.path("elapsedSeconds").asDouble(), backlog);
  }

  private static LabNews outcome(JsonNode it) {
    List<LabNews.Row> rows = new ArrayList<>();
    for (JsonNode each : it.path("rows")) {
      String[] tolerance = text(each, "toleranceText").split(": ", 2);
      rows.add(
          new LabNews.Row(
              text(each, "label"),
              Optional.ofNullable(each.path("predictedText").asText(null)),
              each.path("near").isBoolean()
                  ? Optional.of(each.get("near").asBoolean())
                  : Optional.empty(),
              text(each, "theoryText"),
              text(each, "measuredText"),
              tolerance[0],
              tolerance.length > 1 ? tolerance[1] : "",
              each.path("agrees").asBoolean()));
    }
    return new LabNews.Outcome(it.path("agrees").asBoolean(), rows, text(it, "reasoning"));
  }

  private static String text(JsonNode it, String key) {
    if (!it.path(key).isTextual()) {
      throw new IllegalArgumentException(
          "the lab said nothing of '" + key + "': use panel and lab of one build");
    }
    return it.get(key).asText();
  }
}
