package weir.http.lab;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import weir.http.stats.StatsJson;

/** Says it for programs: one JSON object a line, as docs/lab/README.md has it. Thread-safe. */
public final class JsonView implements LabView {

  private final PrintWriter out;

  /**
   * Creates a view.
   *
   * @param out flushed after each line
   */
  public JsonView(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void list(List<Exercise> exercises, Scale scale) {
    exercises.forEach(exercise -> explain(exercise, scale));
  }

  @Override
  public void explain(Exercise exercise, Scale scale) {
    write("exercise", description(exercise, scale));
  }

  private static Map<String, Object> description(Exercise exercise, Scale scale) {
    Lesson lesson = exercise.lesson(scale);
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("number", lesson.number());
    text.put("title", lesson.title());
    text.put("chapter", lesson.chapter().title());
    text.put("page", "docs/lab/" + lesson.chapter().page());
    text.put("scale", scale.name().toLowerCase(Locale.ROOT));
    text.put("seconds", lesson.takes().toSeconds());
    text.put("setting", lesson.setting());
    text.put("question", lesson.question());
    text.put(
        "asked",
        exercise.answers(scale).stream().map(answer -> quantity(answer.quantity())).toList());
    return text;
  }

  private static Map<String, Object> quantity(Quantity quantity) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("key", quantity.key());
    text.put("label", quantity.label());
    text.put("unit", quantity.unit().name().toLowerCase(Locale.ROOT));
    text.put("write", quantity.unit().example());
    return text;
  }

  @Override
  public void server(String socket, String url) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("socket", socket);
    text.put("url", url);
    write("server", text);
  }

  @Override
  public void progress(Progress progress) {
    List<Map<String, Object>> pipelines = new ArrayList<>();
    for (Progress.State state : progress.pipelines()) {
      Map<String, Object> text = new LinkedHashMap<>();
      text.put("name", state.name());
      text.put("workers", state.workers());
      text.put("uses", state.uses());
      text.put("accepted", state.ledger().accepted());
      text.put("completed", state.ledger().completed());
      text.put("failed", state.ledger().failed().orElse(0));
      text.put("rejected", state.ledger().rejected().orElse(0));
      text.put("backlog", state.ledger().backlog());
      text.put("inFlight", state.ledger().inFlight());
      pipelines.add(text);
    }
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("step", progress.step());
    text.put("elapsedSeconds", progress.elapsedSeconds());
    text.put("pipelines", pipelines);
    write("progress", text);
  }

  @Override
  public void again(double longestHiccupSeconds) {
    write("again", Map.of("longestHiccupSeconds", longestHiccupSeconds));
  }

  @Override
  public void result(LabResult result) {
    Lesson lesson = result.exercise().lesson(result.scale());
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("number", lesson.number());
    text.put("agrees", result.agrees());
    text.put(
        "rows",
        result.findings().stream().map(finding -> row(finding, result.predictions())).toList());
    text.put("longestHiccupSeconds", result.longestHiccupSeconds());
    text.put("reasoning", lesson.reasoning());
    write("result", text);
  }

  private static Map<String, Object> row(Finding finding, Predictions predictions) {
    OptionalDouble predicted = predictions.of(finding.quantity());
    Map<String, Object> text = quantity(finding.quantity());
    Unit unit = finding.quantity().unit();
    text.put("predicted", predicted.isPresent() ? predicted.getAsDouble() : null);
    text.put("predictedText", predicted.isPresent() ? unit.shown(predicted.getAsDouble()) : null);
    text.put(
        "near",
        predicted.isPresent() ? Predictions.isNear(predicted.getAsDouble(), finding) : null);
    text.put("theory", number(finding.theory()));
    text.put("theoryText", unit.shown(finding.theory()));
    text.put("measured", number(finding.measured()));
    text.put("measuredText", unit.shown(finding.measured()));
    text.put("tolerance", number(finding.tolerance().value()));
    text.put(
        "toleranceText",
        unit.shown(finding.tolerance().value()) + ": " + finding.tolerance().reason());
    text.put("agrees", finding.agrees());
    return text;
  }

  /** JSON has no word for what is no number. */
  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? value : null;
  }

  @Override
  public void answers(Exercise exercise, Scale scale) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Answer answer : exercise.answers(scale)) {
      Map<String, Object> row = quantity(answer.quantity());
      row.put("theory", number(answer.theory()));
      row.put("theoryText", answer.quantity().unit().shown(answer.theory()));
      rows.add(row);
    }
    Lesson lesson = exercise.lesson(scale);
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("number", lesson.number());
    text.put("rows", rows);
    text.put("reasoning", lesson.reasoning());
    write("answers", text);
  }

  private synchronized void write(String kind, Map<String, Object> text) {
    out.println(StatsJson.line(Map.of(kind, text)));
    out.flush();
  }
}
