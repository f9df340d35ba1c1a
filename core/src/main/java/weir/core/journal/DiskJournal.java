package weir.core.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.files.BlockFile;
import weir.core.files.OwnerOnly;

/**
 * Keeps events on disk from when they are accepted until they have ended. An event is appended, is
 * safe once its {@link SyncPolicy policy} says so, and ends; after a crash those that had not ended
 * are recovered. Every safe event is recovered; recovered are at most those that had not ended, and
 * after a failure of the machine also those that ended in the second before it.
 *
 * <p>Any thread appends, asks and ends; recovered events are read by one thread.
 */
public final class DiskJournal implements AutoCloseable {

  /** Answer of {@link #append}: no room; there will be, as events end or the disk catches up. */
  public static final long FULL = -1;

  /** Answer of {@link #append}: the disk gives no room; tried again each second. */
  public static final long DISK_FULL = -2;

  /** Answer of {@link #append}: the journal has failed, or is closed, and takes nothing more. */
  public static final long FAILED = -3;

  private static final Logger LOG = LoggerFactory.getLogger(DiskJournal.class);
  private static final int MAX_DAMAGE_LINES = 10;

  /** How far back events that had ended may come again after a failure of the machine. */
  private static final long PACE_NANOS = 1_000_000_000L;

  private final DiskJournalSettings settings;
  private final AutoCloseable lock;
  private final Health health;
  private final Segments segments;
  private final Forcer forcer;
  private final Keeper keeper;
  private final RecoveredEntries recoveredEntries;
  private final long recovered;
  private final long recoveredBegun;
  private final long damagedRecords;
  private final long tornBytes;
  private final List<JournalDamage> damage;
  private final boolean always;

  /** Events that have ended in this process. */
  private final LongAdder ended = new LongAdder();

  private final AtomicBoolean closed = new AtomicBoolean();

  private DiskJournal(
      DiskJournalSettings settings,
      Storage storage,
      AutoCloseable lock,
      Recovered found,
      SegmentMaker maker,
      long paceNanos) {
    this.settings = settings;
    this.lock = lock;
    always = settings.sync() instanceof SyncPolicy.Always;
    health = new Health(LOG);
    segments = new Segments(found.used(), found.active(), found.spares());
    forcer = new Forcer(segments, settings.sync(), health, storage.place(), LOG);
    keeper = new Keeper(storage, segments, maker, forcer, health, settings, found, paceNanos);
    recoveredEntries = new RecoveredEntries(storage, found.toRead());
    recovered = found.entries();
    recoveredBegun = found.begun();
    damagedRecords = found.damagedRecords();
    tornBytes = found.tornBytes();
    damage = List.copyOf(found.damage());
  }

  /**
   * Opens a journal, or makes one where there is none, and finds what an earlier run left in it.
   * Damage does not keep it from being opened: see {@link #damage()}.
   *
   * @param settings where, how large, how safe
   * @return the open journal
   * @throws JournalException if another process has it, or it can't be used; the message says why
   *     and what to do
   */
  public static DiskJournal open(DiskJournalSettings settings) throws JournalException {
    Path folder = settings.folder();
    Storage storage = new FileStorage(folder);
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new JournalException(folder + " is no folder: name one for the journal");
      }
      OwnerOnly.makeFolders(folder);
      if (!Files.isWritable(folder)) {
        throw new JournalException(
            "the folder "
                + folder
                + " can't be written: make it writable for yourself, or name another");
      }
      refuseForeign(folder, storage);
    } catch (IOException e) {
      throw new JournalException(String.valueOf(e.getMessage()), e);
    }
    FolderLock lock = FolderLock.take(folder);
    boolean opened = false;
    try {
      DiskJournal journal = open(settings, storage, lock, PACE_NANOS);
      opened = true;
      return journal;
    } finally {
      if (!opened) {
        giveBack(lock);
      }
    }
  }

  /** A folder of something else is more likely a mistake than a wish. */
  private static void refuseForeign(Path folder, Storage storage)
      throws IOException, JournalException {
    FolderContent content = FolderContent.of(storage);
    if (content.isJournal()) {
      return;
    }
    for (String name : content.foreign()) {
      if (!name.startsWith(".") && !name.equals("lost+found")) {
        throw new JournalException(
            folder
                + " has files that are no journal's, such as "
                + name
                + ": name an empty folder, or one that does not exist");
      }
    }
  }

  /** Closes a lock; if that fails, the system does it when the process ends. */
  static void giveBack(AutoCloseable lock) {
    try {
      lock.close();
    } catch (Exception e) {
      LOG.warn("the lock of a journal could not be given back: {}", e.getMessage());
    }
  }

  /** The same on whatever storage, whose lock is held. */
  static DiskJournal open(
      DiskJournalSettings settings, Storage storage, AutoCloseable lock, long paceNanos)
      throws JournalException {
    boolean forced = !(settings.sync() instanceof SyncPolicy.OperatingSystem);
    Buffers buffers =
        settings.sync() instanceof SyncPolicy.Always ? buffers(settings.segmentBytes()) : null;
    SegmentMaker maker = new SegmentMaker(storage, settings.segmentBytes(), forced, buffers);
    Recovered found;
    try {
      found = new Recovery(storage, settings, maker).run();
    } catch (IOException | InternalError e) {
      throw new JournalException(
          "the journal "
              + storage.place()
              + " can't be opened ("
              + (e instanceof IOException fault ? BlockFile.reason(fault) : e.getMessage())
              + "): see that it is readable and writable and its disk has room; nothing of it was"
              + " deleted",
          e);
    }
    found.damage().stream().limit(MAX_DAMAGE_LINES).forEach(one -> LOG.warn("{}", one.sentence()));
    if (found.damage().size() > MAX_DAMAGE_LINES) {
      LOG.warn(
          "and {} more; 'weir journal verify' lists them",
          found.damage().size() - MAX_DAMAGE_LINES);
    }
    DiskJournal journal = new DiskJournal(settings, storage, lock, found, maker, paceNanos);
    journal.start(found);
    return journal;
  }

  private static Buffers buffers(int segmentBytes) throws JournalException {
    try {
      return new Buffers(segmentBytes);
    } catch (OutOfMemoryError e) {
      throw new JournalException(
          "there is no memory for two segments of "
              + segmentBytes
              + " bytes outside of the heap ("
              + e.getMessage()
              + "): give the JVM more by -XX:MaxDirectMemorySize, or choose smaller segments",
          e);
    }
  }

  private void start(Recovered found) {
    Segment active = found.active();
    long next = found.spares().isEmpty() ? found.nextNumber() : found.spares().get(0).number();
    forcer.start(
        active == null ? next << SegmentHeader.INDEX_BITS : active.forcedBefore(),
        active == null ? next : active.number());
    keeper.start();
  }

  /**
   * How many events of earlier runs had not ended.
   *
   * @return events; they stay in the journal until they end
   */
  public long recovered() {
    return recovered;
  }

  /**
   * What was damaged when the journal was opened. Files with damaged events stay until somebody has
   * looked at them.
   *
   * @return each with a sentence
   */
  public List<JournalDamage> damage() {
    return damage;
  }

  /**
   * Whether there are recovered events that {@link #nextRecovered()} has not given yet. One thread.
   *
   * @return false once all were given
   */
  public boolean hasNextRecovered() {
    return recoveredEntries.hasNext();
  }

  /**
   * Reads the next recovered event from the disk, in the order of ids. One thread.
   *
   * @return the event, whose id is the one to end
   * @throws JournalException if it and others can't be read any more; the call after that goes on
   *     behind them
   * @throws java.util.NoSuchElementException if there is none
   */
  public JournalEntry nextRecovered() throws JournalException {
    return recoveredEntries.next();
  }

  /**
   * Appends an event. Any thread; never waits for the disk.
   *
   * @param payload its bytes, which are copied; at most {@link
   *     DiskJournalSettings#maxPayloadBytes()}
   * @param acceptedEpochMicros when it was accepted
   * @return its id, 0 or more, higher than any before; or {@link #FULL}, {@link #DISK_FULL} or
   *     {@link #FAILED}, and then nothing of it is in the journal
   * @throws IllegalArgumentException if the payload is larger than a journal of these settings
   *     takes
   */
  public long append(byte[] payload, long acceptedEpochMicros) {
    if (payload.length > settings.maxPayloadBytes()) {
      throw new IllegalArgumentException(
          "an event of "
              + payload.length
              + " bytes is too large for a journal in segments of "
              + settings.segmentBytes()
              + ", which takes "
              + settings.maxPayloadBytes()
              + ": send smaller ones, or choose larger segments");
    }
    if (health.failed()) {
      return FAILED;
    }
    CRC32C begun = Frame.begin(payload);
    long id;
    try {
      id = segments.append(payload, begun, acceptedEpochMicros);
    } catch (InternalError e) {
      failInMemory(e);
      return FAILED;
    }
    keeper.look();
    if (id >= 0) {
      forcer.appended();
    } else if (segments.isCrowded()) {
      forcer.wake();
    }
    return id;
  }

  private void failInMemory(InternalError fault) {
    health.fail(
        "the files of the journal "
            + settings.folder()
            + " can't be written any more ("
            + fault.getMessage()
            + "), so it takes nothing more: look after the disk, then restart");
    forcer.wake();
  }

  /**
   * Tells once whether an event is as safe as the policy promises: at once where that is known,
   * else on a thread of the journal.
   *
   * @param id as {@link #append} gave it
   * @param listener is told
   * @throws IllegalArgumentException if that is no id
   */
  public void whenSafe(long id, SafetyListener listener) {
    if (id < 0) {
      throw new IllegalArgumentException(id + " is no id: nothing was appended");
    }
    if (id < forcer.safeBefore()) {
      forcer.tell(listener, true);
    } else if (always) {
      forcer.tellWhenForced(id, listener);
    } else {
      forcer.tell(listener, !health.failed() && !closed.get());
    }
  }

  /**
   * Notes that somebody begins to handle an event, so that it is known after a crash which events
   * may be handled twice. Any thread; never waits, never throws.
   *
   * @param id of an event, appended or recovered
   */
  public void begin(long id) {
    Segment segment = id < 0 ? null : segments.of(id);
    if (segment == null) {
      return;
    }
    try {
      segment.begin((int) id & ((1 << SegmentHeader.INDEX_BITS) - 1));
    } catch (InternalError e) {
      failInMemory(e);
    }
  }

  /**
   * Notes that an event has ended, so that it is not handled again. Any thread; never waits, never
   * throws. A second time, or an id that this journal does not have, changes nothing.
   *
   * @param id of an event, appended or recovered
   */
  public void end(long id) {
    Segment segment = id < 0 ? null : segments.of(id);
    if (segment == null) {
      return;
    }
    try {
      if (segment.end((int) id & ((1 << SegmentHeader.INDEX_BITS) - 1))) {
        ended.increment();
      }
    } catch (InternalError e) {
      // One that was given up meanwhile has no end to note any more.
      if (segments.of(id) != null) {
        failInMemory(e);
      }
    }
  }

  /**
   * What the journal is doing. Any thread.
   *
   * @return figures of this moment
   */
  public DiskJournalFigures figures() {
    long endedNow = ended.sum();
    long forcedNow = forcer.forcedEntries();
    long appendedNow = segments.appendedEntries();
    ForceTimes times = forcer.times();
    return new DiskJournalFigures(
        keeper.bytesOnDisk(),
        settings.maxBytes(),
        segments.used().length + segments.spares(),
        Math.max(0, recovered + appendedNow - endedNow),
        appendedNow - forcedNow,
        times.count(),
        times.lastNanos(),
        times.longestNanos(System.nanoTime()),
        recovered,
        recoveredBegun,
        damagedRecords,
        tornBytes,
        health.trouble());
  }

  /**
   * Whether it takes nothing more until it is opened again.
   *
   * @return true for good; {@link #figures()} say why
   */
  public boolean hasFailed() {
    return health.failed();
  }

  /**
   * Forces all that was appended and ended, whatever the policy, and gives the folder back. Whoever
   * still waits for an event is told. A second call does nothing.
   *
   * @throws JournalException if it could not be forced, now or before
   */
  @Override
  public void close() throws JournalException {
    if (closed.getAndSet(true)) {
      return;
    }
    segments.close();
    keeper.stop();
    forcer.stop();
    keeper.finish();
    segments.forget();
    recoveredEntries.close();
    giveBack(lock);
    if (health.failed()) {
      throw new JournalException(health.trouble().orElse("the journal has failed"));
    }
  }
}
