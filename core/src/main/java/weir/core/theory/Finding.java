package weir.core.theory;

import weir.core.theory.Assumption.Verdict;

/**
 * A measured figure that a rule held against a threshold.
 *
 * @param figure what was measured
 * @param value the figure, in the unit of {@link Figure#unit()}
 * @param side on which side of the threshold the rule wants it
 * @param threshold of the rule, in the same unit
 * @param verdict whether it is there: {@link Verdict#DOUBTFUL} where it is close
 */
public record Finding(Figure figure, double value, Side side, double threshold, Verdict verdict) {

  /** What a figure is counted in. */
  public enum Unit {
    /** A share, 1 for all. */
    SHARE,
    /** A ratio of two figures. */
    RATIO,
    /** Seconds. */
    SECONDS,
    /** A number of things. */
    COUNT
  }

  /** Sides of a threshold. */
  public enum Side {
    /** The threshold or more. */
    AT_LEAST,
    /** Less than the threshold. */
    BELOW
  }

  /** What is measured. */
  public enum Figure {
    /** Time in intervals that the machine spoiled ÷ time. */
    SPOILED_SHARE("time that the machine spoiled", Unit.SHARE),
    /** Length of the window. */
    WINDOW_SECONDS("measured since anything was set", Unit.SECONDS),
    /** Events that ended in the window. */
    ENDED("events that ended", Unit.COUNT),
    /** Standard error of the mean service time ÷ the mean. */
    SERVICE_ERROR("standard error of the mean service time", Unit.SHARE),
    /** Events at workers ÷ workers. */
    BUSY_SHARE("busy share of the workers", Unit.SHARE),
    /** By how much the busy share differs from throughput × service time ÷ workers. */
    LITTLE_GAP("busy share, less throughput × service time ÷ workers", Unit.SHARE),
    /** Mean backlog ÷ mean number of events at workers: mean wait ÷ mean service time. */
    WAIT_RATIO("mean wait ÷ mean service time", Unit.RATIO),
    /** Workers there are. */
    WORKERS("workers", Unit.COUNT),
    /** Events in the pipeline, at the end of the window. */
    IN_PIPELINE("events in the pipeline", Unit.COUNT),
    /** Uses under way ÷ capacity of the resource. */
    RESOURCE_IN_USE("resource in use", Unit.SHARE),
    /** Time spent waiting for the resource ÷ service time. */
    RESOURCE_WAIT("share of the service time that is a wait for the resource", Unit.SHARE),
    /** 1 while the resource stands still. */
    RESOURCE_FROZEN("resource frozen (1: yes)", Unit.COUNT),
    /** Throughput ÷ the most that fewer workers did. */
    THROUGHPUT_TO_FEWER("throughput ÷ that of fewer workers", Unit.RATIO),
    /** Workers ÷ where the measured law has its peak. */
    WORKERS_TO_PEAK("workers ÷ workers at the peak of the measured law", Unit.RATIO),
    /** How far the number of events moved ÷ square root of the arrivals. */
    WANDERING("movement of the events in the pipeline ÷ √arrivals", Unit.RATIO),
    /** Fewest events in the pipeline ÷ workers. */
    LEAST_PER_WORKER("fewest events in the pipeline ÷ workers", Unit.RATIO),
    /** Mean backlog of an open queue with what was measured ÷ the longest that was seen. */
    OPEN_BACKLOG_TO_LONGEST("mean backlog of an open queue ÷ longest seen", Unit.RATIO),
    /** Arrivals in the part of the window that is looked at. */
    ARRIVALS("arrivals", Unit.COUNT),
    /** Time since the last arrival. */
    QUIET_SECONDS("since the last arrival", Unit.SECONDS),
    /** Growth of the backlog ÷ arrivals, both per second. */
    GROWTH_SHARE("share of the arrivals by which the backlog grows", Unit.SHARE),
    /** Rejected ÷ offered. */
    REJECTED_SHARE("share of the arrivals that was rejected", Unit.SHARE);

    private final String text;
    private final Unit unit;

    Figure(String text, Unit unit) {
      this.text = text;
      this.unit = unit;
    }

    /**
     * The figure in a few words.
     *
     * @return text
     */
    public String text() {
      return text;
    }

    /**
     * What it is counted in.
     *
     * @return the unit
     */
    public Unit unit() {
      return unit;
    }
  }

  /** Holds from a threshold on, is doubtful from a lower one on. */
  static Finding atLeast(Figure figure, double value, double threshold, double doubtfulFrom) {
    return new Finding(
        figure,
        value,
        Side.AT_LEAST,
        threshold,
        value >= threshold
            ? Verdict.HOLDS
            : value >= doubtfulFrom ? Verdict.DOUBTFUL : Verdict.FAILS);
  }

  /** Holds below a threshold, is doubtful up to, but not including, a higher one. */
  static Finding below(Figure figure, double value, double threshold, double doubtfulBelow) {
    return new Finding(
        figure,
        value,
        Side.BELOW,
        threshold,
        value < threshold
            ? Verdict.HOLDS
            : value < doubtfulBelow ? Verdict.DOUBTFUL : Verdict.FAILS);
  }
}
