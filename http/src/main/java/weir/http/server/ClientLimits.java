package weir.http.server;

import java.time.Duration;

/**
 * How long a client may take, and how much of it there may be.
 *
 * @param idle how long a connection may do nothing
 * @param longestHead how long the head of a request may take, from its first byte on
 * @param bodyGrace after this time a body must have come in at the minimum rate
 * @param minBodyBytesPerSecond that rate
 * @param mostUnfinishedBodies bodies that are waited for at a time
 * @param sweepPeriod how often slow clients are looked for
 */
record ClientLimits(
    Duration idle,
    Duration longestHead,
    Duration bodyGrace,
    int minBodyBytesPerSecond,
    int mostUnfinishedBodies,
    Duration sweepPeriod) {

  /** Largest body of an event. */
  static final int MAX_BODY_BYTES = 16 * 1024;

  /** What a server runs with: unfinished bodies take 16 MiB at most, and end after 26 s. */
  static ClientLimits defaults() {
    return new ClientLimits(
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        1024,
        1024,
        Duration.ofSeconds(1));
  }
}
