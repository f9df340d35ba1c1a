package weir.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what can't be read out of a journal, and keeps it in files beside. Each step is forced
 * before the next needs it, so one that is cut off can be done again. Used once.
 */
final class Repair {

  private final Storage storage;
  private final List<String> actions = new ArrayList<>();

  Repair(Storage storage) {
    this.storage = storage;
  }

  List<String> run() throws IOException, JournalException {
    FolderContent content = FolderContent.of(storage);
    StoredSegment.refuseOtherVersions(storage, content.segments());
    for (long number : content.missing()) {
      noteMissing(number);
    }
    for (long number : content.endsAlone()) {
      if (content.isLoss(storage, number) || content.missing().contains(number)) {
        aside(SegmentName.ends(number));
      }
    }
    for (String name : content.unfinished()) {
      storage.delete(name);
    }
    for (long number : content.segments()) {
      repair(StoredSegment.read(storage, number));
    }
    storage.forceFolder();
    return actions;
  }

  private void noteMissing(long number) throws IOException {
    storage.create(SegmentName.missing(number), 0);
    actions.add(
        SegmentName.missing(number) + " says from now on that segment " + number + " is missing");
  }

  private void aside(String name) throws IOException {
    String aside = SegmentName.aside(name, storage.names());
    storage.rename(name, aside);
    actions.add(name + " is " + aside + " now");
  }

  private void repair(StoredSegment stored) throws IOException, JournalException {
    SegmentHeader header = stored.header();
    String events = SegmentName.events(stored.number());
    String endsName = SegmentName.ends(stored.number());
    boolean hasEnds = storage.names().contains(endsName);
    if (header == null) {
      noteMissing(stored.number());
      aside(events);
      if (hasEnds) {
        aside(endsName);
      }
      return;
    }
    if (!stored.endsUsable()) {
      if (hasEnds) {
        aside(endsName);
      }
      new SegmentMaker(storage, header.eventsBytes(), true, null).makeEnds(header);
      actions.add(endsName + " was made anew: all events of it count as not ended");
    }
    if (storage.bytes(events) < header.eventsBytes()) {
      lengthen(events, header);
    }
    try (SegmentScan scan = new SegmentScan(header, stored.ends(), storage.read(events))) {
      repair(stored, header, scan);
    }
  }

  /** Makes a file that was cut short as long as it was, with zeros behind what is left. */
  private void lengthen(String events, SegmentHeader header) throws IOException {
    String whole = events + SegmentName.UNFINISHED;
    storage.create(whole, header.eventsBytes());
    ByteBuffer into = storage.map(whole).bytes();
    try (Storage.Reader old = storage.read(events)) {
      ByteBuffer part = ByteBuffer.allocate(1 << 16);
      for (int at = 0; at < old.bytes(); at += part.capacity()) {
        part.clear();
        old.read(at, part);
        into.put(at, part.array(), 0, part.position());
      }
    }
    storage.force(whole);
    storage.rename(whole, events);
    actions.add(events + " has its length again; what was cut off is lost");
  }

  private void repair(StoredSegment stored, SegmentHeader header, SegmentScan scan)
      throws IOException {
    List<Integer> unclear = new ArrayList<>();
    while (scan.next()) {
      byte code = stored.ends().get(SegmentHeader.ENDS_AT + scan.index());
      if (code != EndCode.NOT_ENDED && code != EndCode.BEGUN && code != EndCode.ENDED) {
        unclear.add(scan.index());
      }
    }
    String endsName = SegmentName.ends(header.number());
    boolean badMark = ForcedMark.decode(stored.ends().getLong(SegmentHeader.MARK_AT)) == null;
    boolean badHeader = stored.badCopies().contains(0) || stored.badCopies().contains(1);
    if (unclear.isEmpty() && !badMark && !badHeader && scan.regions().isEmpty()) {
      return;
    }
    Storage.Mapped events = storage.map(SegmentName.events(header.number()));
    Storage.Mapped ends = storage.map(endsName);
    for (SegmentScan.Region region : scan.regions()) {
      save(header, region, events);
    }
    storage.forceFolder();
    for (SegmentScan.Region region : scan.regions()) {
      for (int i = 0; i < region.records(); i++) {
        ends.bytes().put(SegmentHeader.ENDS_AT + region.firstIndex() + i, EndCode.GONE);
      }
    }
    for (int index : unclear) {
      ends.bytes().put(SegmentHeader.ENDS_AT + index, EndCode.NOT_ENDED);
      actions.add(endsName + ": event " + header.id(index) + " counts as not ended");
    }
    if (badMark) {
      ends.bytes()
          .putLong(SegmentHeader.MARK_AT, new ForcedMark(scan.nextIndex(), scan.end()).encoded());
      actions.add(endsName + " says again how far the segment was forced");
    }
    ends.force(0, header.endsBytes());
    if (badHeader) {
      events.bytes().put(0, header.encoded());
      events.bytes().put(SegmentHeader.SECOND_AT, header.encoded());
      actions.add(SegmentName.events(header.number()) + " has both copies of its header again");
    }
    for (SegmentScan.Region region : scan.regions()) {
      events.bytes().put(region.from(), new byte[region.to() - region.from()]);
    }
    events.force(0, header.eventsBytes());
  }

  private void save(SegmentHeader header, SegmentScan.Region region, Storage.Mapped events)
      throws IOException {
    String name = SegmentName.events(header.number());
    String beside = SegmentName.aside(name + ".at-" + region.from(), storage.names());
    int length = region.to() - region.from();
    if (length > 0) {
      storage.create(beside, length);
      ByteBuffer saved = storage.map(beside).bytes();
      saved.put(
          0, events.bytes().slice(region.from(), length).order(ByteOrder.LITTLE_ENDIAN), 0, length);
      storage.force(beside);
    }
    actions.add(
        (length > 0
                ? name + ": " + length + " bytes from " + region.from() + " on are in " + beside
                : name + ": nothing is left of what was at " + region.from())
            + " now"
            + lost(header, region));
  }

  private static String lost(SegmentHeader header, SegmentScan.Region region) {
    if (region.records() == 0) {
      return "; no event is lost by it";
    }
    long first = header.id(region.firstIndex());
    return region.records() == 1
        ? "; event " + first + " is lost"
        : "; events " + first + " to " + (first + region.records() - 1) + " are lost";
  }
}
