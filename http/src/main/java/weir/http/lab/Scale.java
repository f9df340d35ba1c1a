package weir.http.lab;

import java.time.Duration;

/** How long things take in an experiment. */
public enum Scale {
  /** Short times, so that nobody has to wait; the shapes are the same. */
  SCALED,
  /** The times of the original: half a second for each use of the resource. */
  FULL;

  /** The time of this scale. */
  Duration choose(Duration scaled, Duration full) {
    return this == SCALED ? scaled : full;
  }

  /** The original's service time, or a hundredth of it. */
  Duration serviceTime() {
    return choose(Duration.ofMillis(5), Duration.ofMillis(500));
  }
}
