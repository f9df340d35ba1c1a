package weir.core.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is in a journal's folder.
 *
 * @param folder the folder
 * @param usedBy the process id of who has it open, in which case the last events may be half
 *     written; empty if nobody has
 * @param segments files of events
 * @param bytes what all files take
 * @param entries events that can be read
 * @param ended how many of them have ended
 * @param damagedRecords events that are known to have been there and can't be read; see {@link
 *     #mayHaveLostMore()}
 * @param tornBytes what is written of events that were never whole, as a crash leaves it
 * @param damage all that is wrong
 * @param aside files with bytes that could not be read, which may be deleted once looked at
 */
public record InspectionReport(
    Path folder,
    Optional<String> usedBy,
    int segments,
    long bytes,
    long entries,
    long ended,
    long damagedRecords,
    long tornBytes,
    List<JournalDamage> damage,
    List<String> aside) {

  /**
   * How many events would be recovered.
   *
   * @return events that have not ended
   */
  public long notEnded() {
    return entries - ended;
  }

  /**
   * Whether there is damage of which nobody knows how many events it costs.
   *
   * @return true if more than {@link #damagedRecords()} may be lost
   */
  public boolean mayHaveLostMore() {
    return damage.stream().anyMatch(one -> one.records() == JournalDamage.UNKNOWN);
  }

  /**
   * Whether all is as it was written. What is torn was never written whole, and does not count.
   *
   * @return true if there is no damage
   */
  public boolean isClean() {
    return damage.isEmpty();
  }
}
