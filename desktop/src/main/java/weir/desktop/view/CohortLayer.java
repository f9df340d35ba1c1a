package weir.desktop.view;

import java.util.function.ToDoubleFunction;
import weir.core.figures.Cohort;
import weir.desktop.model.CohortHistory;

/**
 * One figure of the cohorts, where they arrived. A cohort of which events are still in the pipeline
 * has a hollow dot, and no line to it.
 *
 * @param micros the figure, NaN for none
 * @param ink its colour
 * @param lineWidth in pixels
 */
record CohortLayer(ToDoubleFunction<Cohort> micros, Ink ink, double lineWidth) implements Layer {

  private static final double DOT = 5;

  /** Cohorts further apart have a silence between them. */
  private static final long LONGEST_STEP_NANOS = 3_000_000_000L;

  @Override
  public void measure(Frame frame, Range range) {
    for (Cohort cohort : frame.history().cohorts().all()) {
      if (frame.window().contains(CohortHistory.arrivalNanos(cohort))) {
        range.include(micros.applyAsDouble(cohort));
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    DottedLine line = new DottedLine(plot, sketch, ink.color(), lineWidth, DOT, LONGEST_STEP_NANOS);
    for (Cohort cohort : frame.history().cohorts().all()) {
      double value = micros.applyAsDouble(cohort);
      if (Double.isNaN(value)) {
        line.gap();
      } else if (cohort.ended() < cohort.arrived()) {
        // A figure that still grows: a line to it would look like a fall.
        line.hollow(CohortHistory.arrivalNanos(cohort), value);
      } else {
        line.to(CohortHistory.arrivalNanos(cohort), value);
      }
    }
  }
}
