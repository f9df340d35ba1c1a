package weir.desktop.model;

import java.time.Duration;
import java.util.Locale;
import weir.core.theory.Answer;
import weir.core.theory.WhatIf;

/** A question whose answer is not a curve: what it takes to reach a goal. */
public enum WhatIfGoal {
  /** Workers for a response time. */
  WORKERS_FOR_P99("Fewest workers for p99 ≤", Duration.ofMillis(100)),
  /** Workers for an empty ring. */
  WORKERS_TO_DRAIN("Fewest workers to drain in", Duration.ofSeconds(10)),
  /** Arrivals that so many workers bear. */
  RATE_FOR_P99("Highest rate that keeps p99 ≤", Duration.ofMillis(100));

  /**
   * What is asked.
   *
   * @param seconds the goal, above 0
   * @param workers that are chosen, for a question of the rate
   * @param most workers that there may be
   */
  record Asked(double seconds, int workers, int most) {}

  private final String label;
  private final Duration usual;

  WhatIfGoal(String label, Duration usual) {
    this.label = label;
    this.usual = usual;
  }

  /**
   * A name for machines.
   *
   * @return such as {@code rate-for-p99}
   */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The question, up to the goal.
   *
   * @return such as {@code Fewest workers for p99 ≤}
   */
  public String label() {
    return label;
  }

  /**
   * The goal that is asked for first.
   *
   * @return above 0
   */
  public Duration usual() {
    return usual;
  }

  Answer ask(WhatIf whatIf, Asked asked) {
    return switch (this) {
      case WORKERS_FOR_P99 -> whatIf.fewestWorkersForP99(asked.seconds, asked.most);
      case WORKERS_TO_DRAIN -> whatIf.fewestWorkersToDrain(asked.seconds, asked.most);
      case RATE_FOR_P99 -> whatIf.highestRateForP99(asked.seconds, asked.workers);
    };
  }
}
