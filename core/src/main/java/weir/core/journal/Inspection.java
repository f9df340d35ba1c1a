package weir.core.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weir.core.files.BlockFile;

/** Looks into a journal that may be in use, and repairs one that is not. Used once. */
public final class Inspection {

  private final Path folder;
  private final Storage storage;
  private final @Nullable EntryVisitor visitor;
  private final List<JournalDamage> damage = new ArrayList<>();
  private int segments;
  private long entries;
  private long ended;
  private long damagedRecords;
  private long tornBytes;

  private Inspection(Path folder, Storage storage, @Nullable EntryVisitor visitor) {
    this.folder = folder;
    this.storage = storage;
    this.visitor = visitor;
  }

  /**
   * Reads all of a journal, and changes nothing.
   *
   * @param folder its folder
   * @return what is in it
   * @throws JournalException if there is none, or it can't be read
   */
  public static InspectionReport verify(Path folder) throws JournalException {
    return read(folder, null);
  }

  /**
   * Shows all events that can be read, ended ones as long as their segment is there, and changes
   * nothing.
   *
   * @param folder its folder
   * @param visitor is shown them
   * @return what is in it
   * @throws JournalException if there is none, or it can't be read
   */
  public static InspectionReport dump(Path folder, EntryVisitor visitor) throws JournalException {
    return read(folder, visitor);
  }

  /**
   * Puts damaged bytes into files beside, so that the rest is whole. Every event that can be read
   * stays.
   *
   * @param folder its folder
   * @return what was done
   * @throws JournalException if there is none, it is in use, or it can't be written
   */
  public static RepairReport repair(Path folder) throws JournalException {
    Storage storage = of(folder);
    FolderLock lock = FolderLock.take(folder);
    try {
      List<String> actions = new Repair(storage).run();
      InspectionReport after = new Inspection(folder, storage, null).run(Optional.empty());
      return new RepairReport(actions, after);
    } catch (IOException | InternalError e) {
      throw new JournalException(
          "the journal "
              + folder
              + " can't be repaired ("
              + reason(e)
              + "): see that it is writable and its disk has room; nothing of it was deleted",
          e);
    } finally {
      DiskJournal.giveBack(lock);
    }
  }

  private static InspectionReport read(Path folder, @Nullable EntryVisitor visitor)
      throws JournalException {
    Storage storage = of(folder);
    try {
      return new Inspection(folder, storage, visitor).run(FolderLock.holder(folder));
    } catch (IOException e) {
      throw new JournalException(
          "the journal " + folder + " can't be read (" + reason(e) + "): make it readable", e);
    }
  }

  private static String reason(Throwable fault) {
    return fault instanceof IOException e
        ? BlockFile.reason(e)
        : String.valueOf(fault.getMessage());
  }

  private static Storage of(Path folder) throws JournalException {
    if (!Files.isDirectory(folder)) {
      throw new JournalException(
          Files.exists(folder)
              ? folder + " is no folder: name that of a journal"
              : "there is no folder " + folder + ": name that of a journal");
    }
    Storage storage = new FileStorage(folder);
    try {
      if (!FolderContent.of(storage).isJournal()) {
        throw new JournalException(
            folder + " has no journal in it: name the folder that 'weir serve' was given");
      }
    } catch (IOException e) {
      throw new JournalException(
          "the folder " + folder + " can't be read (" + reason(e) + "): make it readable", e);
    }
    return storage;
  }

  /** The same on whatever storage. */
  static InspectionReport of(Storage storage) throws IOException, JournalException {
    return of(storage, Optional.empty());
  }

  /** The same of one that somebody uses. */
  static InspectionReport of(Storage storage, Optional<String> usedBy)
      throws IOException, JournalException {
    return new Inspection(Path.of(storage.place()), storage, null).run(usedBy);
  }

  private InspectionReport run(Optional<String> usedBy) throws IOException, JournalException {
    FolderContent content = FolderContent.of(storage);
    for (long number : content.missing()) {
      damage.add(FolderContent.missing(number));
    }
    for (long number : content.endsAlone()) {
      if (usedBy.isEmpty() && content.isLoss(storage, number)) {
        damage.add(FolderContent.missing(number));
      }
    }
    for (long number : content.segments()) {
      try {
        segment(number, usedBy.isPresent());
      } catch (NoSuchFileException | FileNotFoundException e) {
        if (usedBy.isEmpty()) {
          throw e;
        }
        // Its events have ended meanwhile.
      }
    }
    return new InspectionReport(
        folder,
        usedBy,
        segments,
        bytes(usedBy.isPresent()),
        entries,
        ended,
        damagedRecords,
        tornBytes,
        List.copyOf(damage),
        content.aside());
  }

  /** What one look at a segment finds. */
  private record Look(
      long entries, long ended, long tornBytes, long damagedRecords, List<JournalDamage> damage) {

    /** The same with what an earlier look has found, too. */
    Look alsoIn(Look earlier) {
      List<JournalDamage> both = new ArrayList<>(damage);
      both.retainAll(earlier.damage);
      return new Look(
          entries, ended, tornBytes, damagedRecords - records(damage) + records(both), both);
    }

    private static long records(List<JournalDamage> some) {
      return some.stream().mapToLong(one -> Math.max(0, one.records())).sum();
    }
  }

  private void segment(long number, boolean inUse) throws IOException, JournalException {
    Look look = look(number, visitor);
    if (inUse && !look.damage().isEmpty()) {
      // What is written or put away while it is read looks damaged, once.
      look = look(number, null).alsoIn(look);
    }
    segments++;
    entries += look.entries();
    ended += look.ended();
    tornBytes += look.tornBytes();
    damagedRecords += look.damagedRecords();
    damage.addAll(look.damage());
  }

  private Look look(long number, @Nullable EntryVisitor shown)
      throws IOException, JournalException {
    StoredSegment stored = StoredSegment.read(storage, number);
    SegmentHeader header = stored.header();
    if (header == null) {
      return new Look(0, 0, 0, 0, stored.damage());
    }
    try (SegmentScan scan =
        new SegmentScan(header, stored.ends(), storage.read(SegmentName.events(number)))) {
      while (scan.next()) {
        if (shown != null) {
          shown.visit(
              new JournalEntry(scan.id(), scan.acceptedEpochMicros(), scan.payload()),
              scan.ended());
        }
      }
      List<JournalDamage> found = new ArrayList<>(stored.damage());
      found.addAll(scan.damage());
      return new Look(
          scan.readable(), scan.endedEvents(), scan.tornBytes(), scan.damagedRecords(), found);
    }
  }

  private long bytes(boolean inUse) throws IOException {
    long bytes = 0;
    for (String name : storage.names()) {
      try {
        bytes += SegmentName.isOurs(name) ? storage.bytes(name) : 0;
      } catch (NoSuchFileException e) {
        if (!inUse) {
          throw e;
        }
      }
    }
    return bytes;
  }
}
