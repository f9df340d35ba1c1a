package weir.core.journal;

import java.util.OptionalLong;

/**
 * Something in a journal that can't be read, or is not as it was written.
 *
 * @param file the file's name in the folder
 * @param offset of the first byte that is concerned
 * @param firstId the first event that is concerned, where that is known
 * @param records how many events can't be read for it; 0 if it costs none, {@link #UNKNOWN} if
 *     nobody knows how many it costs
 * @param sentence file, place, events and what it means
 */
public record JournalDamage(
    String file, long offset, OptionalLong firstId, long records, String sentence) {

  /** A number of events that nobody knows; it may be 0. */
  public static final long UNKNOWN = -1;
}
