package weir.desktop.model;

import java.util.Optional;
import weir.core.theory.Answer;
import weir.core.theory.Measurement;
import weir.core.theory.WhatIfPoint;

/** The answers to what it takes to reach a goal, in a sentence each. */
record AnswerText(Measurement measured, WhatIfGoal goal, WhatIfGoal.Asked asked) {

  String of(Answer answer) {
    return switch (answer) {
      case Answer.Workers workers -> WhatIfText.workers(workers.point()) + enough(workers.point());
      case Answer.Rate rate ->
          "Up to "
              + Rounded.rate(rate.perSecond())
              + " with "
              + WhatIfText.workers(rate.point().workers())
              + " (now "
              + Rounded.rate(measured.seen().arrivals().perSecond())
              + "): busy "
              + Rounded.percent(rate.point().utilisation())
              + ".";
      case Answer.Impossible impossible -> why(impossible);
    };
  }

  private String enough(WhatIfPoint point) {
    return goal == WhatIfGoal.WORKERS_TO_DRAIN
        ? ": the backlog of "
            + Rounded.number((double) measured.seen().population().backlog())
            + " has gone after "
            + Rounded.seconds(point.emptySeconds().orElse(0))
            + (point.stable() && measured.seen().arrivals().perSecond() > 0
                ? ", while events go on to arrive."
                : ".")
        : ": p99 "
            + WhatIfText.roughly(
                Rounded.seconds(point.p99ResponseSeconds().orElse(0)), point.p99RelativeError())
            + ", busy "
            + Rounded.percent(point.utilisation())
            + ".";
  }

  private String why(Answer.Impossible answer) {
    return switch (answer.reason()) {
      case NOT_MEASURED -> "No answer yet: " + answer.detail() + ".";
      case NO_PERCENTILE ->
          "No answer: "
              + (answer.detail().isBlank() ? "the model" : answer.detail())
              + (answer.detail().startsWith("nothing") ? "." : " has no p99 here.");
      case SERVICE_TOO_LONG ->
          "Out of reach: more than 1 % of the services alone take longer than "
              + Rounded.seconds(asked.seconds())
              + closest(answer)
              + ".";
      case OVERLOADED ->
          "Out of reach: no number of workers up to "
              + asked.most()
              + " keeps up with "
              + Rounded.rate(measured.seen().arrivals().perSecond())
              + answer
                  .closest()
                  .map(
                      point ->
                          "; the most is "
                              + Rounded.rate(point.capacityPerSecond())
                              + " with "
                              + WhatIfText.workers(point.workers()))
                  .orElse("")
              + ".";
      case OUT_OF_REACH ->
          "Out of reach with up to " + WhatIfText.workers(asked.most()) + closest(answer) + ".";
      case NOTHING_WAITS -> "Nothing waits now, so nothing has to drain.";
      case CLOSED_LOOP ->
          "No answer: clients that wait for their answers set the rate, and more workers raise it.";
    };
  }

  private String closest(Answer.Impossible answer) {
    Optional<WhatIfPoint> point = answer.closest();
    if (point.isEmpty()) {
      return "";
    }
    String workers = WhatIfText.workers(point.get().workers());
    if (goal == WhatIfGoal.WORKERS_TO_DRAIN) {
      return "; the least is "
          + Rounded.seconds(point.get().emptySeconds().orElse(0))
          + " with "
          + workers;
    }
    return point.get().p99ResponseSeconds().isPresent()
        ? "; the lowest p99 is "
            + Rounded.seconds(point.get().p99ResponseSeconds().getAsDouble())
            + " with "
            + workers
        : "";
  }
}
