package weir.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Goes through a segment from one readable event to the next, whatever is between them. Holds one
 * event and a part of the file in memory. Not thread-safe.
 */
final class SegmentScan implements AutoCloseable {

  /** How much of the damage of one segment is told of by sentences; all of it is counted. */
  private static final int MAX_SENTENCES = 1_000;

  /**
   * Bytes that are no event.
   *
   * @param from the first
   * @param to behind the last
   * @param firstIndex of the events that are missing for it
   * @param records how many are
   * @param forced whether any of it had been forced
   */
  record Region(int from, int to, int firstIndex, int records, boolean forced) {

    /** Whether events that were on the disk can't be read. */
    boolean isDamage() {
      return forced && records > 0;
    }
  }

  private final String name;
  private final SegmentHeader header;
  private final ByteBuffer ends;
  private final Storage.Reader file;
  private final ReadWindow window;
  private final int limit;
  private final ForcedMark mark;

  private final List<JournalDamage> damage = new ArrayList<>();
  private final List<Region> regions = new ArrayList<>();
  private long damagedRecords;

  /** Behind the last readable event, and the index that is next. */
  private int end = SegmentHeader.EVENTS_AT;

  private int nextIndex;
  private int readable;
  private int endedEvents;
  private int begunEvents;
  private int tornBytes;
  private boolean done;

  private int offset;
  private int index;
  private int payloadBytes;

  /**
   * Starts before the first event.
   *
   * @param header of the segment
   * @param ends the whole file of ends, or zeros
   * @param file the file of events; closed with the scan
   */
  SegmentScan(SegmentHeader header, ByteBuffer ends, Storage.Reader file) {
    this.name = SegmentName.events(header.number());
    this.header = header;
    this.ends = ends;
    this.file = file;
    limit = (int) Math.min(file.bytes(), header.eventsBytes());
    window = new ReadWindow(file, limit, this::tellUnreadable);
    ForcedMark found = ForcedMark.decode(ends.getLong(SegmentHeader.MARK_AT));
    if (found == null) {
      tell(
          new JournalDamage(
              SegmentName.ends(header.number()),
              SegmentHeader.MARK_AT,
              OptionalLong.empty(),
              0,
              SegmentName.ends(header.number())
                  + " is damaged at byte 64, which says how far the segment was forced: no event is"
                  + " lost by it"));
    }
    mark = found == null ? ForcedMark.NONE : found;
  }

  private void tellUnreadable(int at, IOException fault) {
    tell(
        new JournalDamage(
            name,
            at,
            OptionalLong.empty(),
            0,
            name
                + " can't be read at byte "
                + at
                + " ("
                + fault.getMessage()
                + "): look after the disk"));
  }

  private void tell(JournalDamage found) {
    damagedRecords += found.records();
    if (damage.size() < MAX_SENTENCES) {
      damage.add(found);
    }
  }

  /**
   * Goes on to the next event that can be read.
   *
   * @return false if there is none
   */
  boolean next() {
    if (done) {
      return false;
    }
    int from = end;
    if (isFrame(from) && index == nextIndex) {
      take();
      return true;
    }
    int searchFrom = from + Frame.ALIGNMENT;
    if (isHead(from)) {
      // Events before one of a later index may be gone without a trace: a repair took them out.
      searchFrom = index == nextIndex ? frameEnd() : from;
    }
    for (int at = searchFrom; at <= limit - Frame.HEAD_BYTES; at += Frame.ALIGNMENT) {
      if (isFrame(at)) {
        tellGap(region(from, at, index - nextIndex));
        take();
        return true;
      }
    }
    done = true;
    finish();
    return false;
  }

  /** Looks at a place; afterwards offset, index and payloadBytes are those of the event there. */
  private boolean isFrame(int at) {
    if (!isHead(at)) {
      return false;
    }
    int begin = window.at(at, Frame.HEAD_BYTES + payloadBytes);
    return Frame.isPayload(window.bytes(), begin, payloadBytes, header.salt());
  }

  private boolean isHead(int at) {
    if (at > limit - Frame.HEAD_BYTES) {
      return false;
    }
    int begin = window.at(at, Frame.HEAD_BYTES);
    ByteBuffer bytes = window.bytes();
    int word = bytes.getInt(begin);
    if (!Frame.isTagged(word) || !Frame.isHead(bytes, begin, header.salt())) {
      return false;
    }
    offset = at;
    index = bytes.getInt(begin + Frame.INDEX_AT);
    payloadBytes = Frame.payloadBytes(word);
    return payloadBytes <= Frame.maxPayloadBytes(header.eventsBytes())
        && payloadBytes <= limit - Frame.HEAD_BYTES - at
        && index >= nextIndex
        && index < header.maxEntries();
  }

  private int frameEnd() {
    return offset + Frame.bytes(payloadBytes);
  }

  private void take() {
    end = frameEnd();
    nextIndex = index + 1;
    readable++;
    byte code = ends.get(SegmentHeader.ENDS_AT + index);
    if (code == EndCode.ENDED) {
      endedEvents++;
    } else if (code == EndCode.BEGUN) {
      begunEvents++;
    } else if (code != EndCode.NOT_ENDED) {
      String file = SegmentName.ends(header.number());
      tell(
          new JournalDamage(
              file,
              SegmentHeader.ENDS_AT + (long) index,
              OptionalLong.of(id()),
              0,
              file
                  + " is damaged at byte "
                  + (SegmentHeader.ENDS_AT + index)
                  + ": whether event "
                  + id()
                  + " has ended is not known, so it counts as not ended"));
    }
  }

  private void tellGap(Region gap) {
    int lost = withoutGone(gap);
    if (lost == 0 && (gap.records() > 0 || lastWritten(gap.from(), gap.to()) < gap.from())) {
      // A repair has taken them out.
      return;
    }
    regions.add(gap);
    tell(
        new JournalDamage(
            name,
            gap.from(),
            gap.records() == 0
                ? OptionalLong.empty()
                : OptionalLong.of(header.id(gap.firstIndex())),
            lost,
            name
                + " is damaged at byte "
                + gap.from()
                + lost(gap)
                + (gap.forced()
                    ? ""
                    : ", as far as is known not forced when the machine stopped")));
  }

  private Region region(int from, int to, int records) {
    return new Region(from, to, nextIndex, records, from < mark.bytes());
  }

  private String lost(Region gap) {
    if (gap.records() == 0) {
      return ": bytes between two events, of which none is lost";
    }
    long first = header.id(gap.firstIndex());
    return gap.records() == 1
        ? ": event " + first + " can't be read"
        : ": events " + first + " to " + (first + gap.records() - 1) + " can't be read";
  }

  private int withoutGone(Region gap) {
    int lost = 0;
    for (int i = gap.firstIndex(); i < gap.firstIndex() + gap.records(); i++) {
      if (ends.get(SegmentHeader.ENDS_AT + i) != EndCode.GONE) {
        lost++;
      }
    }
    return lost;
  }

  private void finish() {
    int wasEnd = end;
    int written = lastWritten(end, limit) + 1;
    int known = Math.min(mark.entries(), header.maxEntries());
    if (known > nextIndex) {
      Region gap = region(end, Math.max(end, written), known - nextIndex);
      tellGap(gap);
      nextIndex = known;
    } else if (written > end) {
      tornBytes = written - end;
      regions.add(region(end, written, 0));
    }
    if (limit < header.eventsBytes() && wasEnd < header.eventsBytes()) {
      tell(
          new JournalDamage(
              name,
              limit,
              OptionalLong.empty(),
              0,
              name
                  + " was cut short at byte "
                  + limit
                  + " of "
                  + header.eventsBytes()
                  + ": events behind that can't be read"));
    }
  }

  /** Where the last byte is that is not zero; before the first if there is none. */
  private int lastWritten(int from, int to) {
    int last = from - 1;
    for (int at = from; at < to; ) {
      int part = Math.min(to - at, 1 << 16);
      int begin = window.at(at, part);
      ByteBuffer bytes = window.bytes();
      for (int i = 0; i < part; i++) {
        if (bytes.get(begin + i) != 0) {
          last = at + i;
        }
      }
      at += part;
    }
    return last;
  }

  int index() {
    return index;
  }

  long id() {
    return header.id(index);
  }

  int payloadBytes() {
    return payloadBytes;
  }

  long acceptedEpochMicros() {
    int begin = window.at(offset, Frame.HEAD_BYTES);
    return window.bytes().getLong(begin + Frame.TIME_AT);
  }

  byte[] payload() {
    int begin = window.at(offset, Frame.HEAD_BYTES + payloadBytes);
    byte[] payload = new byte[payloadBytes];
    window.bytes().get(begin + Frame.HEAD_BYTES, payload);
    return payload;
  }

  boolean ended() {
    return ends.get(SegmentHeader.ENDS_AT + index) == EndCode.ENDED;
  }

  /** Behind the last event that could be read; complete after the last {@link #next()}. */
  int end() {
    return end;
  }

  /** How many indexes are given away. */
  int nextIndex() {
    return nextIndex;
  }

  int readable() {
    return readable;
  }

  int begunEvents() {
    return begunEvents;
  }

  int endedEvents() {
    return endedEvents;
  }

  int tornBytes() {
    return tornBytes;
  }

  long damagedRecords() {
    return damagedRecords;
  }

  List<JournalDamage> damage() {
    return damage;
  }

  /** What a repair takes out: damage to events, and what is torn. */
  List<Region> regions() {
    return regions;
  }

  @Override
  public void close() {
    file.close();
  }
}
