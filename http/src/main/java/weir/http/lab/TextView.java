package weir.http.lab;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import weir.core.settings.DurationText;

/** Says it for people. Thread-safe. */
public final class TextView implements LabView {

  private static final int WIDTH = 92;

  /** Where progress can't be shown in place, a line every so often. */
  private static final double SECONDS_PER_LINE = 2;

  private static final String ERASE_LINE = "\r\033[K";

  private final PrintWriter out;
  private final PrintWriter progress;
  private final boolean inPlace;

  /** Of the next line of progress, on the lab's clock. Guarded by this. */
  private double nextLineSeconds;

  /**
   * Creates a view.
   *
   * @param out where it is said
   * @param progress where progress is shown
   * @param inPlace whether that is a terminal, on which a line can be written again
   */
  public TextView(PrintWriter out, PrintWriter progress, boolean inPlace) {
    this.out = out;
    this.progress = progress;
    this.inPlace = inPlace;
  }

  @Override
  public synchronized void list(List<Exercise> exercises, Scale scale) {
    for (Lesson.Chapter chapter : Lesson.Chapter.values()) {
      out.println(chapter.title());
      for (Exercise exercise : exercises) {
        Lesson lesson = exercise.lesson(scale);
        if (lesson.chapter() == chapter) {
          out.printf(
              Locale.ROOT,
              "  %2d  %-58s %8s%n",
              lesson.number(),
              lesson.title(),
              "~ " + DurationText.shown(lesson.takes()));
        }
      }
      out.println();
    }
    out.println(
        "'weir lab N' explains one, asks what you expect, and runs it; --answers runs nothing.");
    out.flush();
  }

  @Override
  public synchronized void explain(Exercise exercise, Scale scale) {
    Lesson lesson = exercise.lesson(scale);
    out.printf(Locale.ROOT, "%d · %s%n%n", lesson.number(), lesson.title());
    paragraphs(lesson.setting());
    out.println();
    paragraphs(lesson.question());
    out.println();
    Duration full = exercise.lesson(Scale.FULL).takes();
    if (scale == Scale.SCALED && !full.equals(lesson.takes())) {
      paragraphs(
          "(Short times; the shapes are those of long ones. --full takes the original's 500 ms, or"
              + " at least longer ones: about %s.)".formatted(DurationText.shown(full)));
      out.println();
    }
    out.flush();
  }

  @Override
  public synchronized void server(String socket, String url) {
    out.printf("running at %s; to watch it: weir panel --socket %s%n", url, socket);
    out.flush();
  }

  @Override
  public synchronized void progress(Progress now) {
    String line =
        String.format(
            Locale.ROOT,
            "%6.1f s  %s: %s",
            now.elapsedSeconds(),
            now.step(),
            now.pipelines().stream()
                .map(state -> state(state, now.pipelines().size() > 1))
                .collect(Collectors.joining(" · ")));
    if (inPlace) {
      progress.print(ERASE_LINE + line.substring(0, Math.min(line.length(), WIDTH)));
      progress.flush();
    } else if (now.elapsedSeconds() >= nextLineSeconds) {
      nextLineSeconds = now.elapsedSeconds() + SECONDS_PER_LINE;
      progress.println(line);
      progress.flush();
    }
  }

  private static String state(Progress.State state, boolean named) {
    return named
        ? String.format(Locale.ROOT, "%s %,d", state.name(), state.ledger().backlog())
        : String.format(
            Locale.ROOT,
            "%s, backlog %,d, in use %d, ended %,d",
            state.workers() == 1 ? "1 worker" : state.workers() + " workers",
            state.ledger().backlog(),
            state.uses(),
            state.ledger().ended());
  }

  @Override
  public synchronized void again(double longestHiccupSeconds) {
    eraseProgress();
    nextLineSeconds = 0;
    paragraphs(
        "This machine was late by %s at once, which spoils what was measured: once more."
            .formatted(Unit.seconds(longestHiccupSeconds)));
    out.flush();
  }

  private void eraseProgress() {
    if (inPlace) {
      progress.print(ERASE_LINE);
      progress.flush();
    }
  }

  @Override
  public synchronized void result(LabResult result) {
    eraseProgress();
    boolean predicted =
        result.findings().stream()
            .anyMatch(finding -> result.predictions().of(finding.quantity()).isPresent());
    out.println();
    heading(predicted, true);
    for (Finding finding : result.findings()) {
      row(finding, predicted, result.predictions().of(finding.quantity()));
    }
    out.println();
    result.findings().stream().filter(finding -> !finding.agrees()).forEach(this::disagreement);
    if (!result.agrees() && result.isSpoilt()) {
      paragraphs(
          "This machine was late by %s at once, this time as well: try again when it is less busy."
              .formatted(Unit.seconds(result.longestHiccupSeconds())));
      out.println();
    }
    paragraphs(result.exercise().lesson(result.scale()).reasoning());
    out.flush();
  }

  private void heading(boolean predicted, boolean measured) {
    out.printf(
        "%-50s %s%12s %s%n",
        "",
        predicted ? String.format("%12s ", "predicted") : "",
        "theory",
        measured ? String.format("%12s", "measured") : "");
  }

  private void row(Finding finding, boolean predicted, OptionalDouble prediction) {
    Unit unit = finding.quantity().unit();
    String expected = prediction.isPresent() ? unit.shown(prediction.getAsDouble()) : "–";
    out.printf(
        "%-50s %s%12s %12s%s%n",
        finding.quantity().label(),
        predicted ? String.format("%12s ", expected) : "",
        unit.shown(finding.theory()),
        unit.shown(finding.measured()),
        prediction.isPresent() ? "   " + verdict(prediction.getAsDouble(), finding) : "");
  }

  private static String verdict(double predicted, Finding finding) {
    if (Predictions.isNear(predicted, finding)) {
      return "near";
    }
    double ratio = predicted / finding.measured();
    if (!(ratio > 0) || !Double.isFinite(ratio)) {
      return predicted > finding.measured() ? "too much" : "too little";
    }
    return ratio > 1
        ? Unit.TIMES.shown(ratio) + " too much"
        : Unit.TIMES.shown(1 / ratio) + " too little";
  }

  private void disagreement(Finding finding) {
    Unit unit = finding.quantity().unit();
    paragraphs(
        "Theory and measurement DISAGREE in '%s': they may differ by %s (%s)."
            .formatted(
                finding.quantity().label(),
                unit.shown(finding.tolerance().value()),
                finding.tolerance().reason()));
    out.println();
  }

  @Override
  public synchronized void answers(Exercise exercise, Scale scale) {
    heading(false, false);
    for (Answer answer : exercise.answers(scale)) {
      out.printf(
          "%-50s %12s%n",
          answer.quantity().label(), answer.quantity().unit().shown(answer.theory()));
    }
    out.println();
    paragraphs(exercise.lesson(scale).reasoning());
    out.flush();
  }

  private void paragraphs(String text) {
    wrapped(text).forEach(out::println);
  }

  static List<String> wrapped(String text) {
    return text.lines().flatMap(line -> wrappedLine(line).stream()).toList();
  }

  private static List<String> wrappedLine(String paragraph) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : paragraph.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
