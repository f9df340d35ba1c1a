package weir.core.journal;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a journal is and how large it gets.
 *
 * @param folder its folder, which nothing else is in
 * @param sync when an event counts as safe
 * @param maxBytes all its files together, room that is held ready included
 * @param segmentBytes one file of events: a multiple of 4,096 up to 1 GiB, of which at least two
 *     fit into {@code maxBytes}
 */
public record DiskJournalSettings(Path folder, SyncPolicy sync, long maxBytes, int segmentBytes) {

  private static final long DEFAULT_MAX_BYTES = 1L << 30;
  private static final int DEFAULT_SEGMENT_BYTES = 64 << 20;

  /** Where a segment is in memory until it is forced. */
  private static final int DEFAULT_BUFFERED_SEGMENT_BYTES = 8 << 20;

  private static final int MAX_SEGMENT_BYTES = 1 << 30;
  private static final int STEP_BYTES = 4_096;

  /** How many segments a small journal is cut into. */
  private static final int SMALL_JOURNAL_SEGMENTS = 16;

  /** The least that a journal can have. */
  public static final long MIN_BYTES = SegmentHeader.diskBytes(STEP_BYTES) * 2;

  /** Checks itself. */
  public DiskJournalSettings {
    Objects.requireNonNull(folder);
    Objects.requireNonNull(sync);
    if (segmentBytes < STEP_BYTES
        || segmentBytes > MAX_SEGMENT_BYTES
        || segmentBytes % STEP_BYTES != 0) {
      throw new IllegalArgumentException(
          "a segment of "
              + segmentBytes
              + " bytes can't be made: choose a multiple of 4096, up to 1073741824");
    }
    if (maxBytes < 2 * SegmentHeader.diskBytes(segmentBytes)) {
      throw new IllegalArgumentException(
          "a journal of "
              + maxBytes
              + " bytes has no room for two segments of "
              + segmentBytes
              + " and what ended of them: give it "
              + 2 * SegmentHeader.diskBytes(segmentBytes)
              + " or more, or smaller segments");
    }
  }

  /**
   * Each event forced, 1 GiB in segments of 8 MiB.
   *
   * @param folder where
   * @return the settings
   */
  public static DiskJournalSettings defaults(Path folder) {
    SyncPolicy sync = new SyncPolicy.Always();
    return new DiskJournalSettings(
        folder, sync, DEFAULT_MAX_BYTES, usualSegmentBytes(sync, DEFAULT_MAX_BYTES));
  }

  /**
   * The same with another policy, in segments of its usual size if those of this one are of its.
   *
   * @param policy when an event counts as safe
   * @return other settings
   */
  public DiskJournalSettings withSync(SyncPolicy policy) {
    return new DiskJournalSettings(
        folder,
        policy,
        maxBytes,
        segmentBytes == usualSegmentBytes(sync, maxBytes)
            ? usualSegmentBytes(policy, maxBytes)
            : segmentBytes);
  }

  /**
   * The same of another size, in segments of the usual size: a sixteenth of it, but at most 8 MiB
   * where each event is forced, and 64 MiB else.
   *
   * @param bytes all files together, at least {@link #MIN_BYTES}
   * @return other settings
   * @throws IllegalArgumentException if that is too small
   */
  public DiskJournalSettings withMaxBytes(long bytes) {
    if (bytes < MIN_BYTES) {
      throw new IllegalArgumentException(
          "a journal of " + bytes + " bytes is too small: give it " + MIN_BYTES + " or more");
    }
    return new DiskJournalSettings(folder, sync, bytes, usualSegmentBytes(sync, bytes));
  }

  private static int usualSegmentBytes(SyncPolicy policy, long journalBytes) {
    int most =
        policy instanceof SyncPolicy.Always
            ? DEFAULT_BUFFERED_SEGMENT_BYTES
            : DEFAULT_SEGMENT_BYTES;
    long part = journalBytes / SMALL_JOURNAL_SEGMENTS / STEP_BYTES * STEP_BYTES;
    return (int) Math.max(STEP_BYTES, Math.min(most, part));
  }

  /**
   * The largest payload of an event.
   *
   * @return bytes
   */
  public int maxPayloadBytes() {
    return Frame.maxPayloadBytes(segmentBytes);
  }
}
