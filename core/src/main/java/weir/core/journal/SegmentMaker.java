package weir.core.journal;

import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Makes segments, whole or not at all. Used by one thread at a time. */
final class SegmentMaker {

  private final Storage storage;
  private final int eventsBytes;
  private final boolean forced;

  /** Null where events are stored through a mapping. */
  private final @Nullable Buffers buffers;

  /** Nobody outside is to know the salt: see {@link Frame}. */
  private final SecureRandom random = new SecureRandom();

  /**
   * Makes nothing yet.
   *
   * @param storage where
   * @param eventsBytes how large
   * @param forced whether files are on the disk before they are used
   * @param buffers what events wait in until they are written; null to map files
   */
  SegmentMaker(Storage storage, int eventsBytes, boolean forced, @Nullable Buffers buffers) {
    this.buffers = buffers;
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
    EventsFile open = null;
    try {
      Storage.Mapped mappedEnds = make(ends, header.endsBytes(), header.encoded(), null);
      Storage.Mapped mapped = make(events, eventsBytes, header.encoded(), header.encoded());
      open =
          buffers == null
              ? new EventsFile.Mapped(mapped)
              : openEvents(events + SegmentName.UNFINISHED);
      storage.rename(ends + SegmentName.UNFINISHED, ends);
      storage.rename(events + SegmentName.UNFINISHED, events);
      made = true;
      return Segment.empty(header, open, mappedEnds);
    } finally {
      if (!made) {
        if (open != null) {
          open.close();
        }
        discard(events + SegmentName.UNFINISHED);
        discard(ends + SegmentName.UNFINISHED);
        discard(ends);
      }
    }
  }

  /** Opens a file of events that is to take some. */
  EventsFile openEvents(String name) throws IOException {
    return buffers == null
        ? new EventsFile.Mapped(storage.map(name))
        : new EventsFile.Buffered(storage.write(name), buffers);
  }

  /** Sees to it that a segment that is made can be opened. */
  void makeReady() {
    if (buffers != null) {
      buffers.makeReady();
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
