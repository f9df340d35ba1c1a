package weir.core.pipeline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.journal.DiskJournal;
import weir.core.journal.DiskJournalFigures;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.JournalEntry;
import weir.core.journal.JournalException;
import weir.core.journal.SyncPolicy;
import weir.core.ring.EventRing;
import weir.core.ring.PublishOutcome;
import weir.core.ring.Slot;
import weir.core.worker.FailureListener;
import weir.core.worker.WorkHandler;

/**
 * A ring and its pool, and a log on disk of the events that have not ended. An event is appended
 * before it is offered to the ring, and marked as ended before the pool counts it. Thread-safe.
 */
final class JournalOnDisk<P> extends RingJournal<P> {

  private static final Logger LOG = LoggerFactory.getLogger(JournalOnDisk.class);
  private static final long ROOM_PAUSE_NANOS = 200_000;
  private static final long JOIN_MILLIS = 5_000;

  private final DiskJournal log;
  private final DiskJournalSettings settings;
  private final PayloadFormat<P> format;
  private final EventRing<P> ring;

  /** Whether events of one key are handled in order, and so none before those of earlier runs. */
  private final boolean ordered;

  /** Whether an event that was appended is not yet as safe as is promised. */
  private final boolean safeLater;

  /** Brings events of earlier runs to the ring; ends when it has, or the ring closes. */
  private final Thread recovery;

  private final Object feeding = new Object();

  /** Events of earlier runs that are not in the ring yet. */
  @GuardedBy("feeding")
  private long unfed;

  /** Whether there is no more to come of earlier runs. Written once, by the recovery. */
  private volatile boolean pastIsFed;

  /** What keeps an event of an earlier run from being handled. Written by the recovery alone. */
  private volatile @Nullable String unreadable;

  private JournalOnDisk(
      JournalSetup<P> setup,
      DiskJournalSettings settings,
      PayloadFormat<P> format,
      DiskJournal log,
      @Nullable PayloadKey<? super P> key) {
    super(setup, place -> noting(log, setup.worker(place)), failures(log), key);
    this.log = log;
    this.settings = settings;
    this.format = format;
    ring = ring();
    ordered = key != null;
    safeLater = settings.sync() instanceof SyncPolicy.Always;
    unfed = log.recovered();
    recovery = new Thread(this::recover, setup.settings().name() + "-recovery");
    recovery.setDaemon(true);
  }

  static <P> Journal<P> open(
      JournalSetup<P> setup,
      DiskJournalSettings settings,
      PayloadFormat<P> format,
      @Nullable PayloadKey<? super P> key)
      throws JournalException {
    DiskJournal log = DiskJournal.open(settings);
    try {
      JournalOnDisk<P> journal = new JournalOnDisk<>(setup, settings, format, log, key);
      journal.recovery.start();
      return journal;
    } catch (Throwable e) {
      log.close();
      throw e;
    }
  }

  private static <P> WorkHandler<Slot<P>> noting(DiskJournal log, MeasuredHandler<P> handler) {
    return slot -> {
      long entry = slot.entry();
      log.begin(entry);
      try {
        handler.handle(slot);
      } finally {
        log.end(entry);
      }
    };
  }

  /** An event that never came to its handler has ended as well. */
  private static FailureListener<Slot<?>> failures(DiskJournal log) {
    FailureLog failures = new FailureLog();
    return (place, sequence, slot, failure) -> {
      if (slot != null) {
        log.end(slot.entry());
      }
      failures.onFailure(place, sequence, slot, failure);
    };
  }

  @Override
  public PublishOutcome publish(P payload, long intendedNanos) {
    Told told = new Told();
    publish(payload, intendedNanos, told);
    return told.await();
  }

  @Override
  public void publish(P payload, long intendedNanos, Consumer<? super PublishOutcome> onOutcome) {
    Objects.requireNonNull(payload, "an event needs a payload, and null is none");
    // Looked at before anything is written: what is turned away costs the disk nothing.
    if (!ring.isOpen()) {
      onOutcome.accept(ring.turnAway(PublishOutcome.CLOSED));
      return;
    }
    if ((ordered && !pastIsFed) || (!publishMayWait() && !ring.hasRoom())) {
      onOutcome.accept(ring.turnAway(PublishOutcome.RING_FULL));
      return;
    }
    byte[] bytes = format.toBytes(payload);
    if (bytes.length > settings.maxPayloadBytes()) {
      onOutcome.accept(ring.turnAway(PublishOutcome.TOO_LARGE));
      return;
    }
    long entry = log.append(bytes, epochMicros());
    if (entry < 0) {
      onOutcome.accept(ring.turnAway(reason(entry)));
      return;
    }
    PublishOutcome outcome = null;
    try {
      outcome = ring.publish(payload, intendedNanos, entry);
    } finally {
      if (outcome != PublishOutcome.ACCEPTED) {
        log.end(entry);
      }
    }
    if (outcome == PublishOutcome.ACCEPTED && safeLater) {
      log.whenSafe(
          entry,
          known -> onOutcome.accept(known ? PublishOutcome.ACCEPTED : PublishOutcome.UNKNOWN));
    } else {
      onOutcome.accept(outcome);
    }
  }

  private static PublishOutcome reason(long code) {
    if (code == DiskJournal.FULL) {
      return PublishOutcome.JOURNAL_FULL;
    }
    return code == DiskJournal.DISK_FULL
        ? PublishOutcome.DISK_FULL
        : PublishOutcome.JOURNAL_UNAVAILABLE;
  }

  private static long epochMicros() {
    return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
  }

  /** A publisher that waits until its event is safe. */
  private static final class Told implements Consumer<PublishOutcome> {

    private final CountDownLatch told = new CountDownLatch(1);

    /** Written once, before the latch opens. */
    private PublishOutcome outcome = PublishOutcome.UNKNOWN;

    @Override
    public void accept(PublishOutcome how) {
      outcome = how;
      told.countDown();
    }

    /** The event may be accepted already: an interrupt can't take it back. */
    PublishOutcome await() {
      boolean interrupted = false;
      while (true) {
        try {
          told.await();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return outcome;
    }
  }

  /** Publishers and the past compete for room: neither can hold the other up for good. */
  private void recover() {
    try {
      feedAll();
    } finally {
      pastIsFed = true;
    }
  }

  private void feedAll() {
    while (log.hasNextRecovered()) {
      try {
        JournalEntry entry = log.nextRecovered();
        P payload = read(entry);
        if (payload != null && !feed(payload, entry)) {
          return;
        }
      } catch (JournalException e) {
        LOG.error("Some of the journal's earlier events can't be read any more", e);
        unreadable = e.getMessage();
      }
    }
  }

  /** Null if this program can't read it. */
  private @Nullable P read(JournalEntry entry) {
    try {
      return format.fromBytes(entry.payload());
    } catch (RuntimeException e) {
      LOG.error("Event {} of the journal can't be read and stays there", entry.id(), e);
      unreadable =
          "event "
              + entry.id()
              + " of an earlier run can't be read by this program, and stays in the journal:"
              + " handle it with the program that wrote it";
      return null;
    }
  }

  private boolean feed(P payload, JournalEntry entry) {
    while (true) {
      PublishOutcome outcome;
      synchronized (feeding) {
        outcome = ring.tryPublish(payload, intendedNanos(entry), entry.id());
        if (outcome == PublishOutcome.ACCEPTED) {
          unfed--;
        }
      }
      if (outcome != PublishOutcome.RING_FULL) {
        return outcome == PublishOutcome.ACCEPTED;
      }
      LockSupport.parkNanos(this, ROOM_PAUSE_NANOS);
    }
  }

  /** It should have been handled when it was first accepted: its response time counts from then. */
  private static long intendedNanos(JournalEntry entry) {
    long agoMicros = Math.max(0, epochMicros() - entry.acceptedEpochMicros());
    return System.nanoTime() - TimeUnit.MICROSECONDS.toNanos(agoMicros);
  }

  /** Events of earlier runs are accepted from the start on, and wait, in the ring or before it. */
  @Override
  public Ledger totals() {
    Ledger now;
    long waiting;
    synchronized (feeding) {
      now = super.totals();
      waiting = unfed;
    }
    return new Ledger(
        now.accepted() + waiting,
        now.completed(),
        now.failed(),
        now.rejected(),
        now.backlog() + waiting,
        now.inFlight());
  }

  @Override
  public Optional<JournalFigures> figures() {
    DiskJournalFigures now = log.figures();
    return Optional.of(
        new JournalFigures(
            "disk",
            Optional.empty(),
            now.recovered(),
            now.recoveredBegun(),
            0,
            // What has ended can't be lost any more.
            Math.min(now.entriesNotForced(), now.entriesNotEnded()),
            Optional.empty(),
            true,
            OptionalLong.of(now.bytesOnDisk()),
            OptionalLong.of(now.maxBytes()),
            OptionalLong.of(now.longestForceNanos()),
            now.trouble().or(() -> Optional.ofNullable(unreadable))));
  }

  @Override
  public boolean hasFailed() {
    return log.hasFailed();
  }

  /** The ring is closed by now, so that the recovery ends with its current event. */
  @Override
  public void close() throws JournalException {
    try {
      recovery.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }
}
