package weir.core.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A segment as it is found in the folder: its header, from whichever copy can be read, and the file
 * of ends.
 *
 * @param number by the name
 * @param header null if no copy can be read
 * @param ends the whole file of ends; zeros where it can't be used
 * @param endsUsable whether it is that file
 * @param badCopies which copies of the header are damaged: 0 and 1 in the events, 2 in the ends
 * @param damage what is wrong so far
 */
@SuppressWarnings("ByteBufferBackingArray")
record StoredSegment(
    long number,
    @Nullable SegmentHeader header,
    ByteBuffer ends,
    boolean endsUsable,
    List<Integer> badCopies,
    List<JournalDamage> damage) {

  /** Of the headers, in the events and in the ends. */
  private static final int[] COPIES_AT = {0, SegmentHeader.SECOND_AT, 0};

  /** Of the largest segment. */
  private static final int MOST_ENDS_BYTES = SegmentHeader.endsBytes(1 << 30);

  static StoredSegment read(Storage storage, long number) throws IOException, JournalException {
    String events = SegmentName.events(number);
    String endsName = SegmentName.ends(number);
    List<JournalDamage> damage = new ArrayList<>();
    byte[] begin = head(storage, events, SegmentHeader.EVENTS_AT);
    byte @Nullable [] ends = ends(storage, endsName, MOST_ENDS_BYTES, damage);
    @Nullable SegmentHeader header = null;
    List<Integer> bad = new ArrayList<>();
    for (int copy = 0; copy < COPIES_AT.length; copy++) {
      @Nullable SegmentHeader found = decode(copy, number, begin, ends);
      if (found == null || (header != null && !header.equals(found))) {
        bad.add(copy);
      } else {
        header = found;
      }
    }
    boolean usable =
        header != null && ends != null && !bad.contains(2) && ends.length == header.endsBytes();
    if (header == null) {
      damage.add(unreadable(events));
    } else {
      bad.stream().filter(copy -> copy < 2).forEach(copy -> damage.add(badCopy(events, copy)));
      if (ends != null && !usable) {
        damage.add(badEnds(endsName));
      }
    }
    ByteBuffer buffer =
        usable && ends != null
            ? ByteBuffer.wrap(ends)
            : ByteBuffer.allocate(header == null ? 0 : header.endsBytes());
    return new StoredSegment(
        number, header, buffer.order(ByteOrder.LITTLE_ENDIAN), usable, bad, damage);
  }

  /**
   * Looks at the headers of all before any is changed.
   *
   * @throws JournalException if one is of another version
   * @throws IOException if one can't be read
   */
  static void refuseOtherVersions(Storage storage, List<Long> numbers)
      throws IOException, JournalException {
    for (long number : numbers) {
      byte[] begin = head(storage, SegmentName.events(number), SegmentHeader.EVENTS_AT);
      byte @Nullable [] ends =
          ends(storage, SegmentName.ends(number), SegmentHeader.BYTES, new ArrayList<>());
      for (int copy = 0; copy < COPIES_AT.length; copy++) {
        decode(copy, number, begin, ends);
      }
    }
  }

  private static byte[] head(Storage storage, String name, int bytes) throws IOException {
    try (Storage.Reader reader = storage.read(name)) {
      ByteBuffer begin = ByteBuffer.allocate((int) Math.min(reader.bytes(), bytes));
      reader.read(0, begin);
      return begin.array();
    }
  }

  /** The file of ends, or as much of its beginning; null if it has none that can be read. */
  private static byte @Nullable [] ends(
      Storage storage, String name, int bytes, List<JournalDamage> damage) throws IOException {
    try {
      return head(storage, name, bytes);
    } catch (NoSuchFileException | FileNotFoundException e) {
      if (storage.names().contains(name)) {
        // It is there and may not be opened: what it says is not lost.
        throw e;
      }
      damage.add(
          new JournalDamage(
              name,
              0,
              OptionalLong.empty(),
              0,
              name + " is missing: all events of the segment count as not ended"));
    } catch (IOException e) {
      damage.add(
          new JournalDamage(
              name,
              0,
              OptionalLong.empty(),
              0,
              name
                  + " can't be read ("
                  + e.getMessage()
                  + "): all events of the segment count as not ended"));
    }
    return null;
  }

  private static @Nullable SegmentHeader decode(
      int copy, long number, byte[] begin, byte @Nullable [] ends) throws JournalException {
    String file = copy < 2 ? SegmentName.events(number) : SegmentName.ends(number);
    byte @Nullable [] source = copy < 2 ? begin : ends;
    int at = COPIES_AT[copy];
    if (source == null || source.length < at + SegmentHeader.BYTES) {
      return null;
    }
    SegmentHeader header =
        SegmentHeader.decode(file, Arrays.copyOfRange(source, at, at + SegmentHeader.BYTES));
    return header == null || header.number() != number ? null : header;
  }

  private static JournalDamage unreadable(String file) {
    return new JournalDamage(
        file,
        0,
        OptionalLong.empty(),
        JournalDamage.UNKNOWN,
        file + " has no header that can be read, so none of its events can; it is kept");
  }

  private static JournalDamage badCopy(String file, int copy) {
    return new JournalDamage(
        file,
        COPIES_AT[copy],
        OptionalLong.empty(),
        0,
        file
            + " is damaged in its header at byte "
            + COPIES_AT[copy]
            + "; another copy is whole, and no event is lost by it");
  }

  private static JournalDamage badEnds(String file) {
    return new JournalDamage(
        file,
        0,
        OptionalLong.empty(),
        0,
        file
            + " is damaged in its header, or not of this segment: all events of the segment count"
            + " as not ended");
  }
}
