package weir.core.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there was when a journal was opened.
 *
 * @param used segments with events, rising
 * @param active the last of them, if it takes more
 * @param spares empty segments
 * @param toRead segments that have events which had not ended, rising
 * @param nextNumber of the next segment
 * @param bytesOnDisk what all files take
 * @param entries events that had not ended
 * @param begun how many of them somebody had begun to handle
 * @param damagedRecords events that can't be read
 * @param tornBytes what was written of events that were never whole
 * @param damage what is wrong
 */
record Recovered(
    List<Segment> used,
    @Nullable Segment active,
    List<Segment> spares,
    List<Source> toRead,
    long nextNumber,
    long bytesOnDisk,
    long entries,
    long begun,
    long damagedRecords,
    long tornBytes,
    List<JournalDamage> damage) {

  /**
   * Events of one segment.
   *
   * @param segment it
   * @param entries how many of its events had not ended
   */
  record Source(Segment segment, long entries) {}
}
