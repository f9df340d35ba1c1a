package weir.core.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weir.core.files.BlockFile;

/**
 * Keeps room ready, forces the ends now and then, and deletes what has ended, all on one thread.
 */
final class Keeper implements Runnable {

  /** How soon room is found once events have ended, where there was none. */
  private static final long SHORT_EVERY_NANOS = 20_000_000L;

  private static final int SPARES = 2;

  private final Storage storage;
  private final Segments segments;
  private final SegmentMaker maker;
  private final Forcer forcer;
  private final Health health;
  private final long maxBytes;

  /** Whether anything is forced before the end. */
  private final boolean forced;

  /** From one force of the ends, or attempt to make room on a full disk, to the next. */
  private final long paceNanos;

  private final Thread thread;

  /** What all files take. This thread's; read by anyone. */
  private volatile long bytesOnDisk;

  private volatile boolean stopping;
  private volatile boolean pending;

  /** Files that are to be deleted, with what they take. */
  private final Map<String, Long> leftovers = new LinkedHashMap<>();

  private long nextNumber;
  private long endsDueNanos;
  private long makeDueNanos;

  Keeper(
      Storage storage,
      Segments segments,
      SegmentMaker maker,
      Forcer forcer,
      Health health,
      DiskJournalSettings settings,
      Recovered recovered,
      long paceNanos) {
    this.storage = storage;
    this.segments = segments;
    this.maker = maker;
    this.forcer = forcer;
    this.health = health;
    this.maxBytes = settings.maxBytes();
    forced = !(settings.sync() instanceof SyncPolicy.OperatingSystem);
    bytesOnDisk = recovered.bytesOnDisk();
    nextNumber = recovered.nextNumber();
    makeDueNanos = System.nanoTime();
    this.paceNanos = paceNanos;
    endsDueNanos = makeDueNanos + paceNanos;
    thread = new Thread(this, "weir-journal-room");
    thread.setDaemon(true);
  }

  /** Makes the first room on the caller's thread, and goes on on its own. */
  void start() {
    retire();
    keepSpare(1);
    thread.start();
  }

  long bytesOnDisk() {
    return bytesOnDisk;
  }

  /** Looks for a spare, if one was taken. */
  void look() {
    if (segments.isWanting() && !pending) {
      pending = true;
      LockSupport.unpark(thread);
    }
  }

  @Override
  public void run() {
    while (!stopping) {
      pending = false;
      try {
        tick();
      } catch (RuntimeException | Error e) {
        health.fail(
            "the journal "
                + storage.place()
                + " could not be kept in order ("
                + e.getMessage()
                + "), so it takes nothing more: look after the disk, then restart");
      }
      if (!pending && !stopping) {
        LockSupport.parkNanos(this, segments.spares() == 0 ? SHORT_EVERY_NANOS : paceNanos / 4);
      }
    }
  }

  private void tick() {
    segments.takeWanting();
    if (health.failed()) {
      return;
    }
    maker.makeReady();
    long nowNanos = System.nanoTime();
    if (nowNanos - endsDueNanos >= 0) {
      endsDueNanos = nowNanos + paceNanos;
      if (forced) {
        forceEnds();
      }
      checkFiles();
    }
    retire();
    keepSpare(SPARES);
  }

  private void forceEnds() {
    try {
      for (Segment segment : segments.used()) {
        segment.forceEnds();
      }
    } catch (IOException | InternalError e) {
      health.fail(
          "what has ended could not be forced to the disk in the journal "
              + storage.place()
              + " ("
              + e.getMessage()
              + "), so it takes nothing more: look after the disk, then restart; some events may be"
              + " handled again");
    }
  }

  /** A file that somebody deletes or cuts short takes events with it, and no force says so. */
  private void checkFiles() {
    Segment[] used = segments.used();
    for (int i = 0; i < used.length && !health.failed(); i++) {
      // What was damaged is known to be, and of what has ended nothing can be lost.
      if (i == used.length - 1 || !(used[i].isDamaged() || used[i].allEnded())) {
        checkFile(used[i].header());
      }
    }
  }

  private void checkFile(SegmentHeader header) {
    String name = SegmentName.events(header.number());
    String fault;
    try {
      if (storage.bytes(name) == header.eventsBytes()) {
        return;
      }
      fault = "was cut short or written to";
    } catch (IOException e) {
      fault = "is gone";
    }
    health.fail(
        name
            + " "
            + fault
            + " by somebody else in "
            + storage.place()
            + ", so the journal takes nothing more: put it back if there is a copy, and restart;"
            + " leave the folder to Weir");
  }

  /** Deletes segments from the first on, as long as all events of one have ended. */
  private void retire() {
    try {
      deleteLeftovers();
      for (@Nullable Segment oldest = segments.oldestFull();
          oldest != null && mayGo(oldest);
          oldest = segments.oldestFull()) {
        putAway(oldest);
        segments.removeOldest();
        deleteLeftovers();
        if (forced && !forceFolder()) {
          return;
        }
      }
      health.leaves(null);
    } catch (IOException | InternalError e) {
      // Its events have ended: this is tried again, and by whoever opens the journal next.
      health.leaves(
          "what has ended can't be deleted in "
              + storage.place()
              + " ("
              + e.getMessage()
              + "): look after the disk; it is tried again each second");
    }
  }

  private boolean mayGo(Segment segment) {
    return segment.allEnded() && (!forced || segment.number() < forcer.unforcedFrom());
  }

  /** Makes files such that whoever opens the journal next deletes them; may be done again. */
  private void putAway(Segment segment) throws IOException {
    String events = SegmentName.events(segment.number());
    String ends = SegmentName.ends(segment.number());
    if (forced) {
      // If the machine fails now, the files may be there again.
      segment.forceEnds();
    }
    if (segment.isDamaged()) {
      renameIfThere(events, SegmentName.aside(events, storage.names()));
    } else {
      // The events first: whoever finds the ends alone knows that the events were not taken away.
      renameIfThere(events, events + SegmentName.UNFINISHED);
      leftovers.put(events + SegmentName.UNFINISHED, (long) segment.header().eventsBytes());
    }
    renameIfThere(ends, ends + SegmentName.UNFINISHED);
    leftovers.put(ends + SegmentName.UNFINISHED, (long) segment.header().endsBytes());
  }

  private void renameIfThere(String from, String to) throws IOException {
    try {
      storage.rename(from, to);
    } catch (NoSuchFileException e) {
      // Done by the attempt before, or by somebody else.
    }
  }

  private void deleteLeftovers() throws IOException {
    for (var left = leftovers.entrySet().iterator(); left.hasNext(); ) {
      Map.Entry<String, Long> file = left.next();
      storage.delete(file.getKey());
      occupy(-file.getValue());
      left.remove();
    }
  }

  private void occupy(long bytes) {
    long now = bytesOnDisk + bytes;
    bytesOnDisk = now;
  }

  private boolean forceFolder() {
    try {
      storage.forceFolder();
      return true;
    } catch (IOException e) {
      health.fail(
          "the folder "
              + storage.place()
              + " could not be forced to the disk ("
              + BlockFile.reason(e)
              + "), so the journal takes nothing more: look after the disk, then restart");
      return false;
    }
  }

  private void keepSpare(int wanted) {
    while (segments.spares() < wanted && !stopping && !health.failed()) {
      if (bytesOnDisk + maker.diskBytes() > maxBytes) {
        segments.setNoRoom(DiskJournal.FULL);
        health.shortOf(
            segments.isShort()
                ? "the journal "
                    + storage.place()
                    + " has reached its bound of "
                    + maxBytes
                    + " bytes: room comes as events end, or with a larger bound"
                : null);
        return;
      }
      long nowNanos = System.nanoTime();
      if (nowNanos - makeDueNanos < 0) {
        return;
      }
      try {
        Segment spare = maker.make(nextNumber);
        if (forced && !forceFolder()) {
          return;
        }
        nextNumber++;
        occupy(maker.diskBytes());
        segments.setNoRoom(DiskJournal.FULL);
        health.shortOf(null);
        segments.addSpare(spare);
      } catch (IOException e) {
        makeDueNanos = nowNanos + paceNanos;
        segments.setNoRoom(DiskJournal.DISK_FULL);
        health.shortOf(
            "no room can be made on the disk of "
                + storage.place()
                + " ("
                + BlockFile.reason(e)
                + "): make some there; it is tried again each second");
        return;
      }
    }
  }

  /** Ends the thread. */
  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
    Joining.join(thread);
  }

  /** Forces the ends, once the thread and the forcer have stopped. */
  void finish() {
    if (!health.failed()) {
      forceEnds();
      forceFolder();
    }
  }
}
