package weir.desktop.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import weir.core.theory.Measurement;
import weir.core.theory.WhatIf;
import weir.core.theory.WhatIfPoint;

/**
 * What theory says of each number of workers, and what it takes to reach goals. Immutable.
 *
 * @param measured what it starts from
 * @param points one for each number of workers from 1 on; none where too little was measured
 * @param knee workers beyond which each costs more than it brings; empty if there is none
 * @param notes what it rests on, and why curves have gaps: a sentence each
 * @param answers a sentence for each goal
 */
public record WhatIfCurves(
    Measured measured,
    List<WhatIfPoint> points,
    OptionalInt knee,
    List<String> notes,
    Map<WhatIfGoal, String> answers) {

  /**
   * What is to be worked out.
   *
   * @param measured what to start from
   * @param workers that are chosen
   * @param most workers that there may be
   * @param goalSeconds the goals
   */
  record Question(Measured measured, int workers, int most, Map<WhatIfGoal, Double> goalSeconds) {}

  /** Keeps all from changing. */
  public WhatIfCurves {
    points = List.copyOf(points);
    notes = List.copyOf(notes);
    answers = Map.copyOf(answers);
  }

  /** The same, or what went wrong, which is shown instead. */
  static WhatIfCurves orFault(Question question) {
    try {
      return of(question);
    } catch (RuntimeException e) {
      return new WhatIfCurves(
          question.measured,
          List.of(),
          OptionalInt.empty(),
          List.of("No curves: theory failed at what was measured, which is a fault in it: " + e),
          Map.of());
    }
  }

  /** Works it out, which may take some tens of milliseconds. On any thread. */
  static WhatIfCurves of(Question question) {
    Measurement measurement = question.measured.measurement();
    WhatIf whatIf = WhatIf.of(measurement, question.measured.scaling());
    List<WhatIfPoint> points = whatIf.points(1, question.most);
    List<String> notes = new ArrayList<>();
    if (points.isEmpty()) {
      whatIf.noWaits().ifPresent(why -> notes.add("No curves: " + why + "."));
    } else {
      notes.addAll(new WhatIfGaps(measurement, whatIf.noWaits()).sentences(points));
      whatIf.notes().stream()
          .filter(note -> !note.startsWith("no waits"))
          .forEach(note -> notes.add(Rounded.sentence(note)));
    }
    Map<WhatIfGoal, String> answers = new EnumMap<>(WhatIfGoal.class);
    question.goalSeconds.forEach(
        (goal, seconds) -> {
          var asked = new WhatIfGoal.Asked(seconds, question.workers, question.most);
          answers.put(goal, new AnswerText(measurement, goal, asked).of(goal.ask(whatIf, asked)));
        });
    return new WhatIfCurves(
        question.measured,
        points,
        points.isEmpty() ? OptionalInt.empty() : whatIf.knee(1, question.most),
        notes,
        answers);
  }

  /**
   * What theory says of a number of workers.
   *
   * @param workers any number
   * @return the point; empty where there is none
   */
  public Optional<WhatIfPoint> at(int workers) {
    return workers >= 1 && workers <= points.size()
        ? Optional.of(points.get(workers - 1))
        : Optional.empty();
  }

  /**
   * What so many workers would do.
   *
   * @param workers any number
   * @return a sentence, which names the model
   */
  public String prediction(int workers) {
    return at(workers)
        .map(WhatIfText::prediction)
        .orElse("Nothing can be said of " + WhatIfText.workers(workers) + " yet.");
  }

  /**
   * What so many workers bring and cost, beside the present number.
   *
   * @param workers any number
   * @return a sentence; empty where nothing is known
   */
  public String cost(int workers) {
    return at(workers)
        .map(point -> WhatIfText.cost(point, at(workersNow()), measured.measurement()))
        .orElse("");
  }

  /**
   * The present number of workers.
   *
   * @return 0 for a pause
   */
  public int workersNow() {
    return measured.measurement().seen().workers();
  }

  /**
   * Where the knee is.
   *
   * @return a sentence; empty where nothing is known
   */
  public String kneeText() {
    if (points.isEmpty()) {
      return "";
    }
    return knee.isPresent()
        ? "The knee is at "
            + WhatIfText.workers(knee.getAsInt())
            + ": beyond it each costs more than it brings."
        : "No knee up to "
            + WhatIfText.workers(points.size())
            + ": each brings more than it costs.";
  }
}
