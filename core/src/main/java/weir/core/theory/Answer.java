package weir.core.theory;

import java.util.Optional;

/** The answer to what it takes to reach a goal. */
public sealed interface Answer permits Answer.Workers, Answer.Rate, Answer.Impossible {

  /**
   * So many workers do.
   *
   * @param point what theory says of them
   */
  record Workers(WhatIfPoint point) implements Answer {}

  /**
   * Up to so many arrivals.
   *
   * @param perSecond arrivals per second
   * @param point what theory says of them
   */
  record Rate(double perSecond, WhatIfPoint point) implements Answer {}

  /**
   * Nothing does.
   *
   * @param reason why
   * @param detail what was found, in a few words; may be blank
   * @param closest the point that comes closest; empty if none can be told
   */
  record Impossible(Reason reason, String detail, Optional<WhatIfPoint> closest)
      implements Answer {}

  /** Why a goal is out of reach, or unknown. */
  enum Reason {
    /** Too little was measured. */
    NOT_MEASURED,
    /** The model that applies has no 99th percentile. */
    NO_PERCENTILE,
    /** The service alone takes longer. */
    SERVICE_TOO_LONG,
    /** No number of workers in range keeps up with what arrives. */
    OVERLOADED,
    /** The best number of workers in range is not good enough. */
    OUT_OF_REACH,
    /** Nothing waits, so nothing drains. */
    NOTHING_WAITS,
    /** Clients that wait for their answers set the rate. */
    CLOSED_LOOP
  }
}
