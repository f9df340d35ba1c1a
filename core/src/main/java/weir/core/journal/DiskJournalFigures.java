package weir.core.journal;

import java.util.Optional;

/**
 * A journal at one moment. Each figure is read for itself, so two of them may be of slightly
 * different moments.
 *
 * @param bytesOnDisk what its files take, room that is held ready included
 * @param maxBytes the bound of that
 * @param segments files of events, those held ready included
 * @param entriesNotEnded events that would be handled again after a crash now
 * @param entriesNotForced events appended by this process that no force has covered yet
 * @param forces completed so far
 * @param lastForceNanos how long the last took; 0 before the first
 * @param longestForceNanos the longest that ended in the last 10 s; 0 if there was none
 * @param recovered events of earlier runs that had not ended when the journal was opened
 * @param recoveredBegun how many of them somebody had begun to handle: they may be handled twice
 * @param damagedRecords events that could not be read when it was opened
 * @param tornBytes what of an event was written when an earlier run ended in its midst
 * @param trouble why events are refused or not safe, with the remedy; empty if all is well
 */
public record DiskJournalFigures(
    long bytesOnDisk,
    long maxBytes,
    int segments,
    long entriesNotEnded,
    long entriesNotForced,
    long forces,
    long lastForceNanos,
    long longestForceNanos,
    long recovered,
    long recoveredBegun,
    long damagedRecords,
    long tornBytes,
    Optional<String> trouble) {}
