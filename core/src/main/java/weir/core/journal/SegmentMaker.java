package weir.core.journal;

import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Makes segments, whole or not at all. Used by one thread at a time. */
final class SegmentMaker {

  private final Storage storage;
  private final int eventsBytes;
  private final boolean forced;

  /** Nobody outside is to know the salt: see {@link Frame}. */
  private final SecureRandom random = new SecureRandom();

  /**
   * Makes nothing yet.
   *
   * @param storage where
   * @param eventsBytes how large
   * @param forced whether files are on the disk before they are used
   */
  SegmentMaker(Storage storage, int eventsBytes, boolean forced) {
    this.storage = storage;
    this.eventsBytes = eventsBytes;
    this.forced = forced;
  }

  long diskBytes() {
    return SegmentHeader.diskBytes(eventsBytes);
  }

  /**
   * Makes an empty segment, all of whose blocks are allocated. That the folder has it is still to
   * be forced.
   *
   * @throws IOException if that can't be done; nothing is left of it then
   */
  Segment make(long number) throws IOException {
    SegmentHeader header = new SegmentHeader(number, random.nextInt(), eventsBytes);
    String events = SegmentName.events(number);
    String ends = SegmentName.ends(number);
    boolean made = false;
    try {
      Storage.Mapped mappedEnds = make(ends, header.endsBytes(), header.encoded(), null);
      Storage.Mapped mappedEvents = make(events, eventsBytes, header.encoded(), header.encoded());
      storage.rename(ends + SegmentName.UNFINISHED, ends);
      storage.rename(events + SegmentName.UNFINISHED, events);
      made = true;
      return Segment.empty(header, mappedEvents, mappedEnds);
    } finally {
      if (!made) {
        discard(events + SegmentName.UNFINISHED);
        discard(ends + SegmentName.UNFINISHED);
        discard(ends);
      }
    }
  }

  /** Makes the file of ends anew, for a segment that has none that can be used. */
  Storage.Mapped makeEnds(SegmentHeader header) throws IOException {
    String name = SegmentName.ends(header.number());
    Storage.Mapped ends = make(name, header.endsBytes(), header.encoded(), null);
    storage.rename(name + SegmentName.UNFINISHED, name);
    return ends;
  }

  private Storage.Mapped make(String name, int bytes, byte[] first, byte @Nullable [] second)
      throws IOException {
    String unfinished = name + SegmentName.UNFINISHED;
    storage.create(unfinished, bytes);
    Storage.Mapped mapped = storage.map(unfinished);
    try {
      mapped.bytes().put(0, first);
      if (second != null) {
        mapped.bytes().put(SegmentHeader.SECOND_AT, second);
      }
    } catch (InternalError e) {
      throw new IOException("the file can't be written", e);
    }
    if (forced) {
      storage.force(unfinished);
    }
    return mapped;
  }

  private void discard(String name) {
    try {
      storage.delete(name);
    } catch (IOException e) {
      // Made anew or deleted by the next attempt, or by whoever opens the journal next.
    }
  }
}
