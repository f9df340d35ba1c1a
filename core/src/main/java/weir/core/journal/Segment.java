package weir.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A segment in use. What is whose is said at each field; whoever stores may meet InternalError. */
final class Segment {

  private static final int ENTRIES_SHIFT = 32;

  private final SegmentHeader header;

  /** Null for a segment of an earlier run, which is only read and is forced already. */
  private final @Nullable EventsFile events;

  private final Storage.Mapped ends;

  /** Events above, where the next begins below. Whoever holds the append lock adds; released. */
  private final AtomicLong appended;

  /** Whether ends or the mark were stored since the last force. Any thread sets it, released. */
  private final AtomicBoolean endsChanged = new AtomicBoolean();

  /** The forcer's, but in a segment of an earlier run. */
  private int forcedBytes;

  private int forcedEntries;

  /** All before it have ended. The keeper's. */
  private int endedPrefix;

  /** Whether its file of events is damaged, and so is not to be deleted. */
  private final boolean damaged;

  /** Events that can't be read, and so never end. Not changed any more. */
  private final BitSet lost = new BitSet();

  private Segment(
      SegmentHeader header,
      @Nullable EventsFile events,
      Storage.Mapped ends,
      int entries,
      int end,
      boolean damaged) {
    this.header = header;
    this.events = events;
    this.ends = ends;
    this.damaged = damaged;
    appended = new AtomicLong((long) entries << ENTRIES_SHIFT | end);
    forcedBytes = end;
    forcedEntries = entries;
  }

  static Segment empty(SegmentHeader header, EventsFile events, Storage.Mapped ends) {
    return new Segment(header, events, ends, 0, SegmentHeader.EVENTS_AT, false);
  }

  /** One of an earlier run; with events if it is to take more of them. */
  static Segment earlier(
      SegmentHeader header,
      @Nullable EventsFile events,
      Storage.Mapped ends,
      SegmentScan scanned,
      boolean damaged) {
    Segment segment =
        new Segment(header, events, ends, scanned.nextIndex(), scanned.end(), damaged);
    for (SegmentScan.Region region : scanned.regions()) {
      segment.lost.set(region.firstIndex(), region.firstIndex() + region.records());
    }
    return segment;
  }

  SegmentHeader header() {
    return header;
  }

  long number() {
    return header.number();
  }

  boolean isDamaged() {
    return damaged;
  }

  ByteBuffer endBytes() {
    return ends.bytes();
  }

  int entries() {
    return (int) (appended.getAcquire() >>> ENTRIES_SHIFT);
  }

  /** Makes it ready to take events; false if there is no memory just now. The append lock's. */
  boolean open() {
    return events().open();
  }

  /** No event comes any more, and those that came are forced or given up. */
  void letGo() {
    if (events != null) {
      events.close();
    }
  }

  /** Under the append lock. */
  boolean hasRoom(int payloadBytes) {
    long state = appended.getPlain();
    return Frame.bytes(payloadBytes) <= header.eventsBytes() - (int) state
        && (int) (state >>> ENTRIES_SHIFT) < header.maxEntries();
  }

  /**
   * Appends an event for which there is room, under the append lock.
   *
   * @param payload its bytes
   * @param begun the checksum of them
   * @param acceptedEpochMicros when it was accepted
   * @param head scratch space of the lock's
   * @return its id
   */
  long append(byte[] payload, CRC32C begun, long acceptedEpochMicros, ByteBuffer head) {
    ByteBuffer bytes = events().bytes();
    long state = appended.getPlain();
    int at = (int) state;
    int index = (int) (state >>> ENTRIES_SHIFT);
    int word = Frame.word(payload.length);
    head.putInt(0, word);
    head.putInt(Frame.INDEX_AT, index);
    head.putLong(Frame.TIME_AT, acceptedEpochMicros);
    int to = at + Frame.bytes(payload.length);
    // What fills it up is zero, whatever a buffer was used for before.
    bytes.putLong(to - Frame.ALIGNMENT, 0);
    bytes.put(at + Frame.HEAD_BYTES, payload);
    bytes.putInt(
        at + Frame.PAYLOAD_CHECKSUM_AT,
        Frame.checksum(begun, head.array(), head.arrayOffset(), header.salt()));
    bytes.putInt(
        at + Frame.HEAD_CHECKSUM_AT,
        Frame.checksum(new CRC32C(), head.array(), head.arrayOffset(), header.salt()));
    bytes.putLong(at + Frame.TIME_AT, acceptedEpochMicros);
    bytes.putInt(at + Frame.INDEX_AT, index);
    bytes.putInt(at, word);
    appended.setRelease((long) (index + 1) << ENTRIES_SHIFT | to);
    return header.id(index);
  }

  private EventsFile events() {
    EventsFile file = events;
    if (file == null) {
      throw new IllegalStateException("segment " + header.number() + " takes no events");
    }
    return file;
  }

  /** Notes that somebody begins to handle an event, unless it has ended. Any thread. */
  void begin(int index) {
    int at = SegmentHeader.ENDS_AT + index;
    if (index < entries() && ends.bytes().get(at) == EndCode.NOT_ENDED) {
      ends.bytes().put(at, EndCode.BEGUN);
    }
  }

  /**
   * Notes that an event has ended. Any thread.
   *
   * @return false if that was known, or there is no such event
   */
  boolean end(int index) {
    int at = SegmentHeader.ENDS_AT + index;
    if (index >= entries() || ends.bytes().get(at) == EndCode.ENDED) {
      return false;
    }
    ends.bytes().put(at, EndCode.ENDED);
    endsChanged.setRelease(true);
    return true;
  }

  /**
   * Forces what was appended. The forcer's.
   *
   * @return how many events more are forced now
   */
  int force() throws IOException {
    long state = appended.getAcquire();
    int to = (int) state;
    if (to == forcedBytes) {
      return 0;
    }
    events().force(forcedBytes, to - forcedBytes);
    int more = (int) (state >>> ENTRIES_SHIFT) - forcedEntries;
    forcedBytes = to;
    forcedEntries += more;
    mark();
    return more;
  }

  /** Says in the file of ends how far the events are forced. */
  void mark() {
    ends.bytes()
        .putLong(SegmentHeader.MARK_AT, new ForcedMark(forcedEntries, forcedBytes).encoded());
    endsChanged.setRelease(true);
  }

  /** The id behind the last that is forced. The forcer's. */
  long forcedBefore() {
    return header.id(0) + forcedEntries;
  }

  /** Forces the ends, if any were stored. One thread at a time. */
  void forceEnds() throws IOException {
    if (endsChanged.getAndSet(false)) {
      ends.force(0, header.endsBytes());
    }
  }

  /** Whether all events have ended, of a segment that takes no more. The keeper's. */
  boolean allEnded() {
    int entries = entries();
    ByteBuffer bytes = ends.bytes();
    while (endedPrefix < entries) {
      byte code = bytes.get(SegmentHeader.ENDS_AT + endedPrefix);
      if (code != EndCode.ENDED && code != EndCode.GONE && !lost.get(endedPrefix)) {
        return false;
      }
      endedPrefix++;
    }
    return true;
  }
}
