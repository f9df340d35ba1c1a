package weir.core.journal;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weir.core.files.BlockFile;

/**
 * Keeps room ready, forces the ends now and then, and deletes what has ended, all on one thread.
 */
final class Keeper implements Runnable {

  private static final long SECOND_NANOS = 1_000_000_000L;

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

  /** Events that ended in this time may come again after the machine failed. */
  private final long endsEveryNanos;

  private final Thread thread;

  /** What all files take. This thread's; read by anyone. */
  private volatile long bytesOnDisk;

  private volatile boolean stopping;
  private volatile boolean pending;

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
      long endsEveryNanos) {
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
    this.endsEveryNanos = endsEveryNanos;
    endsDueNanos = makeDueNanos + endsEveryNanos;
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
        LockSupport.parkNanos(
            this, segments.spares() == 0 ? SHORT_EVERY_NANOS : endsEveryNanos / 4);
      }
    }
  }

  private void tick() {
    segments.takeWanting();
    if (health.failed()) {
      return;
    }
    long nowNanos = System.nanoTime();
    if (nowNanos - endsDueNanos >= 0) {
      endsDueNanos = nowNanos + endsEveryNanos;
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
    if (used.length == 0) {
      return;
    }
    SegmentHeader newest = used[used.length - 1].header();
    String name = SegmentName.events(newest.number());
    String fault;
    try {
      if (storage.bytes(name) == newest.eventsBytes()) {
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
    for (@Nullable Segment oldest = segments.oldestFull();
        oldest != null && mayGo(oldest);
        oldest = segments.oldestFull()) {
      segments.removeOldest();
      try {
        delete(oldest);
      } catch (IOException | InternalError e) {
        // Its events have ended: whoever opens the journal next deletes it.
        health.shortOf(
            SegmentName.events(oldest.number())
                + " could not be deleted in "
                + storage.place()
                + " ("
                + e.getMessage()
                + "): delete it while no server uses the journal");
        return;
      }
    }
  }

  private boolean mayGo(Segment segment) {
    return segment.allEnded() && (!forced || segment.number() < forcer.unforcedFrom());
  }

  private void delete(Segment segment) throws IOException {
    String events = SegmentName.events(segment.number());
    String ends = SegmentName.ends(segment.number());
    long freed = storage.bytes(ends);
    if (forced) {
      // If the machine fails now, the files may be there again.
      segment.forceEnds();
    }
    if (segment.isDamaged()) {
      storage.rename(events, events + SegmentName.ASIDE);
      storage.delete(ends);
    } else {
      freed += storage.bytes(events);
      // Renamed first: whoever finds one of the two knows that the other was not taken away.
      storage.rename(events, events + SegmentName.UNFINISHED);
      storage.rename(ends, ends + SegmentName.UNFINISHED);
      storage.delete(events + SegmentName.UNFINISHED);
      storage.delete(ends + SegmentName.UNFINISHED);
    }
    occupy(-freed);
    if (forced) {
      forceFolder();
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
              + e.getMessage()
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
        segments.addSpare(spare);
        segments.setNoRoom(DiskJournal.FULL);
        health.shortOf(null);
      } catch (IOException e) {
        makeDueNanos = nowNanos + SECOND_NANOS;
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
