package weir.core.figures;

import java.util.Optional;

/**
 * What a source has counted since its start, whatever was reset: for those who take a count that
 * falls for a start, and others' rates from it.
 *
 * @param ledger figures that never fall, but for backlog and in flight
 * @param times how many events each clock has timed, and for how long; empty each that the source
 *     does not have
 * @param snapshot of the same moment, with its own counts since the last reset
 */
public record SinceStart(Ledger ledger, Latencies<Optional<TimeSum>> times, Snapshot snapshot) {

  /**
   * Takes the counts out of a snapshot.
   *
   * @param neverReset of a source that no reset has come to
   * @return its counts
   */
  public static SinceStart of(Snapshot neverReset) {
    return new SinceStart(
        neverReset.ledger(),
        neverReset.sinceReset().map(clock -> clock.map(TimeSum::of)),
        neverReset);
  }
}
