package weir.core.journal;

/**
 * An event as it was appended.
 *
 * @param id given by the journal; rises in the order of appending
 * @param acceptedEpochMicros when it was accepted, as whoever appended it said
 * @param payload its bytes, owned by whoever got the entry
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not compared
public record JournalEntry(long id, long acceptedEpochMicros, byte[] payload) {}
