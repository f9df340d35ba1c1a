package weir.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * What files a journal's folder has.
 *
 * @param segments numbers of files of events, rising
 * @param endsAlone numbers of files of ends without events
 * @param missing numbers between the first and the last that have no events, and no repair knows it
 * @param knownMissing numbers of those that a repair has been told of
 * @param unfinished names of files that a crash left half made; they never hold events
 * @param aside names of files with damaged bytes
 * @param foreign names of what is not a journal's
 * @param nextNumber of the next segment: higher than any that was used
 */
record FolderContent(
    List<Long> segments,
    List<Long> endsAlone,
    List<Long> missing,
    List<Long> knownMissing,
    List<String> unfinished,
    List<String> aside,
    List<String> foreign,
    long nextNumber) {

  /** More cannot be listed one by one. */
  private static final int MAX_MISSING = 1_000;

  static FolderContent of(Storage storage) throws IOException {
    TreeSet<Long> segments = new TreeSet<>();
    TreeSet<Long> ends = new TreeSet<>();
    TreeSet<Long> known = new TreeSet<>();
    List<String> unfinished = new ArrayList<>();
    List<String> aside = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    long nextNumber = 0;
    // Half made it was never used, and half deleted there is none before it.
    long nextIfEmpty = 0;
    for (String name : storage.names()) {
      long after = SegmentName.anyNumber(name).orElse(-1) + 1;
      if (SegmentName.isUnfinished(name) || SegmentName.endsNumber(name).isPresent()) {
        nextIfEmpty = Math.max(nextIfEmpty, after);
      } else {
        nextNumber = Math.max(nextNumber, after);
      }
      if (!SegmentName.isOurs(name)) {
        foreign.add(name);
      } else if (SegmentName.isUnfinished(name)) {
        unfinished.add(name);
      } else if (SegmentName.isAside(name)) {
        aside.add(name);
      } else {
        add(SegmentName.eventsNumber(name), segments);
        add(SegmentName.endsNumber(name), ends);
        add(SegmentName.missingNumber(name), known);
      }
    }
    ends.removeAll(segments);
    return new FolderContent(
        List.copyOf(segments),
        List.copyOf(ends),
        missing(segments, known),
        List.copyOf(known),
        unfinished,
        aside,
        foreign,
        segments.isEmpty() ? Math.max(nextNumber, nextIfEmpty) : nextNumber);
  }

  private static void add(OptionalLong number, TreeSet<Long> numbers) {
    number.ifPresent(numbers::add);
  }

  private static List<Long> missing(TreeSet<Long> segments, TreeSet<Long> known) {
    List<Long> missing = new ArrayList<>();
    long expected = segments.isEmpty() ? 0 : segments.first();
    for (long number : segments) {
      for (; expected < number && missing.size() < MAX_MISSING; expected++) {
        if (!known.contains(expected)) {
          missing.add(expected);
        }
      }
      expected = number + 1;
    }
    return missing;
  }

  boolean isJournal() {
    return !segments.isEmpty() || !endsAlone.isEmpty() || !unfinished.isEmpty() || !aside.isEmpty();
  }

  /**
   * Whether ends without events tell that events were taken away, and not that a deletion or the
   * making of a segment was cut off.
   */
  boolean isLoss(Storage storage, long number) throws IOException {
    String events = SegmentName.events(number);
    if ((!segments.isEmpty() && number < segments.get(segments.size() - 1))
        || unfinished.contains(events + SegmentName.UNFINISHED)
        || aside.contains(events + SegmentName.ASIDE)) {
      // Between others it is in the list of those that are missing.
      return false;
    }
    try (Storage.Reader reader = storage.read(SegmentName.ends(number))) {
      ByteBuffer all = ByteBuffer.allocate((int) Math.min(reader.bytes(), 1 << 27));
      reader.read(0, all);
      for (int i = SegmentHeader.MARK_AT; i < all.position(); i++) {
        if (all.get(i) != 0) {
          return true;
        }
      }
      return false;
    }
  }

  static JournalDamage missing(long number) {
    String name = SegmentName.events(number);
    return new JournalDamage(
        name,
        0,
        OptionalLong.empty(),
        JournalDamage.UNKNOWN,
        name
            + " is missing: how many of its events had not ended is not known; put it"
            + " back if there is a copy");
  }
}
