package weir.core.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads the events that had not ended once more, one by one. One thread. */
final class RecoveredEntries {

  private final Storage storage;
  private final Deque<Recovered.Source> sources;
  private @Nullable SegmentScan scan;

  /** What is still to come of the first source. */
  private long left;

  RecoveredEntries(Storage storage, List<Recovered.Source> sources) {
    this.storage = storage;
    this.sources = new ArrayDeque<>(sources);
  }

  boolean hasNext() {
    return !sources.isEmpty();
  }

  JournalEntry next() throws JournalException {
    Recovered.Source source = sources.peek();
    if (source == null) {
      throw new NoSuchElementException("all events of earlier runs were taken");
    }
    SegmentHeader header = source.segment().header();
    try {
      SegmentScan reading = scan;
      if (reading == null) {
        reading =
            new SegmentScan(
                header,
                source.segment().endBytes(),
                storage.read(SegmentName.events(header.number())));
        scan = reading;
        left = source.entries();
      }
      while (reading.next()) {
        if (!reading.ended()) {
          JournalEntry entry =
              new JournalEntry(reading.id(), reading.acceptedEpochMicros(), reading.payload());
          left--;
          if (left == 0) {
            leave();
          }
          return entry;
        }
      }
    } catch (IOException e) {
      leave();
      throw unreadable(header, left, e);
    }
    long lost = left;
    leave();
    throw unreadable(header, lost, null);
  }

  private void leave() {
    sources.remove();
    close();
  }

  private static JournalException unreadable(
      SegmentHeader header, long events, @Nullable IOException cause) {
    String sentence =
        SegmentName.events(header.number())
            + " could be read when the journal was opened and can't be any more: "
            + events
            + " of its events are not handled now; look after the disk and restart, and they are"
            + " looked for again";
    return cause == null ? new JournalException(sentence) : new JournalException(sentence, cause);
  }

  void close() {
    SegmentScan reading = scan;
    scan = null;
    if (reading != null) {
      reading.close();
    }
  }
}
