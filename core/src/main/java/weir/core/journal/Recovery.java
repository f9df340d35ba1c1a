package weir.core.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an earlier run has left, and makes it ready. Nothing that may hold an event is
 * deleted or written over. Used once.
 */
final class Recovery {

  private final Storage storage;
  private final DiskJournalSettings settings;
  private final SegmentMaker maker;
  private final List<Segment> used = new ArrayList<>();
  private final List<Segment> empty = new ArrayList<>();
  private final List<Recovered.Source> toRead = new ArrayList<>();
  private final List<JournalDamage> damage = new ArrayList<>();
  private @Nullable Segment active;
  private long nextNumber;
  private long entries;
  private long begun;
  private long damagedRecords;
  private long tornBytes;

  Recovery(Storage storage, DiskJournalSettings settings, SegmentMaker maker) {
    this.storage = storage;
    this.settings = settings;
    this.maker = maker;
  }

  /**
   * Reads the folder.
   *
   * @throws JournalException if a segment is of another version; nothing was changed then
   * @throws IOException if the disk fails
   */
  Recovered run() throws IOException, JournalException {
    FolderContent content = FolderContent.of(storage);
    StoredSegment.refuseOtherVersions(storage, content.segments());
    nextNumber = content.nextNumber();
    for (long number : content.missing()) {
      damage.add(FolderContent.missing(number));
    }
    for (long number : content.endsAlone()) {
      endsAlone(number, content);
    }
    for (String name : content.unfinished()) {
      storage.delete(name);
    }
    for (long number : content.segments()) {
      take(StoredSegment.read(storage, number));
    }
    storage.forceFolder();
    return new Recovered(
        used,
        active,
        empty,
        toRead,
        nextNumber,
        bytesOnDisk(),
        entries,
        begun,
        damagedRecords,
        tornBytes,
        damage);
  }

  /** Left by a deletion, or by a segment that was never whole; else its events were taken away. */
  private void endsAlone(long number, FolderContent content) throws IOException {
    String name = SegmentName.ends(number);
    if (content.isLoss(storage, number)) {
      damage.add(FolderContent.missing(number));
      storage.rename(name, SegmentName.aside(name, storage.names()));
      nextNumber = Math.max(nextNumber, number + 1);
    } else if (!content.missing().contains(number)) {
      storage.delete(name);
    }
  }

  private void take(StoredSegment stored) throws IOException {
    damage.addAll(stored.damage());
    SegmentHeader header = stored.header();
    if (header == null) {
      return;
    }
    String events = SegmentName.events(stored.number());
    boolean whole = storage.bytes(events) == header.eventsBytes();
    try (SegmentScan scan = new SegmentScan(header, stored.ends(), storage.read(events))) {
      while (scan.next()) {
        // Counted by the scan.
      }
      damage.addAll(scan.damage());
      damagedRecords += scan.damagedRecords();
      tornBytes += scan.tornBytes();
      boolean damaged =
          !whole
              || scan.regions().stream().anyMatch(SegmentScan.Region::isDamage)
              || stored.badCopies().contains(0)
              || stored.badCopies().contains(1);
      Storage.Mapped ends = ends(stored, header);
      noteGone(scan, ends);
      boolean clean = !damaged && scan.tornBytes() == 0 && scan.regions().isEmpty();
      boolean reused = clean && header.eventsBytes() == settings.segmentBytes();
      if (scan.nextIndex() == 0 && reused) {
        clearEndsFrom(0, header, ends);
        empty.add(Segment.empty(header, maker.openEvents(events), ends));
      } else {
        long left = (long) scan.readable() - scan.endedEvents();
        force(events, stored, scan);
        Segment segment =
            Segment.earlier(header, reused ? maker.openEvents(events) : null, ends, scan, damaged);
        segment.mark();
        // An empty one before it would give rising ids no more: it goes as all that has ended does.
        empty.forEach(Segment::letGo);
        used.addAll(empty);
        empty.clear();
        used.add(segment);
        if (active != null) {
          active.letGo();
        }
        active = null;
        if (reused) {
          clearEndsFrom(scan.nextIndex(), header, ends);
          active = segment;
        }
        entries += left;
        begun += scan.begunEvents();
        if (left > 0) {
          toRead.add(new Recovered.Source(segment, left));
        }
      }
    }
  }

  /** What had not been forced when the machine stopped was told of once, and that is enough. */
  private static void noteGone(SegmentScan scan, Storage.Mapped ends) {
    for (SegmentScan.Region region : scan.regions()) {
      for (int i = 0; i < region.records() && !region.isDamage(); i++) {
        ends.bytes().put(SegmentHeader.ENDS_AT + region.firstIndex() + i, EndCode.GONE);
      }
    }
  }

  private Storage.Mapped ends(StoredSegment stored, SegmentHeader header) throws IOException {
    String name = SegmentName.ends(stored.number());
    if (stored.endsUsable()) {
      return storage.map(name);
    }
    if (storage.names().contains(name)) {
      storage.rename(name, SegmentName.aside(name, storage.names()));
    }
    return maker.makeEnds(header);
  }

  /** After a crash of the process alone, events are in the system's memory only. */
  private void force(String events, StoredSegment stored, SegmentScan scan) throws IOException {
    ForcedMark mark = ForcedMark.decode(stored.ends().getLong(SegmentHeader.MARK_AT));
    if (mark == null || mark.bytes() < scan.end()) {
      storage.force(events);
    }
  }

  /** An end may have outlived its event; it must not be that of the next with its index. */
  private void clearEndsFrom(int index, SegmentHeader header, Storage.Mapped ends)
      throws IOException {
    boolean changed = false;
    for (int at = SegmentHeader.ENDS_AT + index; at < header.endsBytes(); at++) {
      if (ends.bytes().get(at) != 0) {
        ends.bytes().put(at, (byte) 0);
        changed = true;
      }
    }
    if (index == 0 && ends.bytes().getLong(SegmentHeader.MARK_AT) != 0) {
      ends.bytes().putLong(SegmentHeader.MARK_AT, 0);
      changed = true;
    }
    if (changed) {
      ends.force(0, header.endsBytes());
    }
  }

  private long bytesOnDisk() throws IOException {
    long bytes = 0;
    for (String name : storage.names()) {
      // The lock is no part of what the bound is for: two segments fit into the size of two.
      if (SegmentName.isOurs(name) && !name.equals(SegmentName.LOCK)) {
        bytes += storage.bytes(name);
      }
    }
    return bytes;
  }
}
