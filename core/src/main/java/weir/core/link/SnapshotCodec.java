package weir.core.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Cohort;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.EndedEvents;
import weir.core.figures.Interval;
import weir.core.figures.JournalFigures;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;

/** The body of a snapshot's frame: its fields in the order of the record. */
final class SnapshotCodec {

  /** No program has been up for longer, and whoever adds to an uptime need not fear its range. */
  private static final long MOST_UPTIME_NANOS = TimeUnit.DAYS.toNanos(36_525);

  private SnapshotCodec() {}

  static BodyWriter encode(BodyWriter out, Snapshot snapshot) {
    out.putString(snapshot.source())
        .putLong(snapshot.number())
        .putLong(snapshot.epochMillis())
        .putLong(snapshot.uptimeNanos())
        .putLong(snapshot.resets());
    Ledger ledger = snapshot.ledger();
    out.putLong(ledger.accepted())
        .putLong(ledger.completed())
        .putOptionalLong(ledger.failed())
        .putOptionalLong(ledger.rejected())
        .putLong(ledger.backlog())
        .putLong(ledger.inFlight());
    out.putOptionalLong(snapshot.oldestWaitingNanos())
        .putOptional(snapshot.workers(), SnapshotCodec::putWorkers)
        .putOptional(snapshot.workerFigures(), SnapshotCodec::putWorkerFigures)
        .putOptional(snapshot.resource(), SnapshotCodec::putResource)
        .putOptionalLong(snapshot.overRange());
    putSummaries(out, snapshot.sinceReset());
    out.putOptional(snapshot.hiccups(), SnapshotCodec::putSummary)
        .putOptional(snapshot.cohorts(), SnapshotCodec::putCohorts)
        .putOptional(snapshot.load(), LoadCodec::encode)
        .putOptional(snapshot.journal(), SnapshotCodec::putJournal);
    Interval interval = snapshot.interval();
    out.putLong(interval.intervalNanos());
    for (CompressedHistogram histogram : interval.latencies().toList()) {
      out.putBytes(histogram.toBytes());
    }
    out.putBytes(interval.hiccups().toBytes());
    return out;
  }

  private static void putJournal(BodyWriter out, JournalFigures journal) {
    out.putString(journal.kind())
        .putOptional(journal.group(), BodyWriter::putString)
        .putLong(journal.recovered())
        .putLong(journal.redelivered())
        .putLong(journal.deadLetters())
        .putLong(journal.unsafe())
        .putOptional(
            journal.endedBefore(),
            (part, before) -> part.putLong(before.completed()).putLong(before.failed()))
        .putFlag(journal.settled())
        .putOptionalLong(journal.bytes())
        .putOptionalLong(journal.maxBytes())
        .putOptionalLong(journal.forceNanos())
        .putOptional(journal.trouble(), BodyWriter::putString);
  }

  private static void putWorkers(BodyWriter out, WorkerCount workers) {
    out.putInt(workers.requested())
        .putInt(workers.effective())
        .putOptional(
            workers.time(), (to, time) -> to.putLong(time.busyNanos()).putLong(time.workerNanos()));
  }

  private static void putWorkerFigures(BodyWriter out, List<WorkerFigures> workers) {
    out.putInt(workers.size());
    for (WorkerFigures worker : workers) {
      out.putInt(worker.place())
          .putString(worker.thread())
          .putString(worker.state().name())
          .putLong(worker.eventNanos())
          .putLong(worker.completed())
          .putLong(worker.failed())
          .putLong(worker.busyNanos());
    }
  }

  private static void putResource(BodyWriter out, ResourceUse resource) {
    out.putInt(resource.inUse()).putInt(resource.waiting()).putFlag(resource.frozen());
    ResourceCodec.encode(out, resource.settings());
    out.putOptional(resource.replay(), ResourceCodec::encodeReplay);
  }

  private static void putCohorts(BodyWriter out, List<Cohort> cohorts) {
    out.putInt(cohorts.size());
    for (Cohort cohort : cohorts) {
      out.putLong(cohort.number())
          .putDouble(cohort.arrivalUptimeMicros())
          .putLong(cohort.arrived());
      putSummaries(out, cohort.latencies());
      out.putDouble(cohort.meanAtLeastMicros());
    }
  }

  private static void putSummaries(BodyWriter out, Latencies<Optional<LatencySummary>> summaries) {
    for (Optional<LatencySummary> summary : summaries.toList()) {
      out.putOptional(summary, SnapshotCodec::putSummary);
    }
  }

  private static void putSummary(BodyWriter out, LatencySummary summary) {
    out.putLong(summary.count())
        .putDouble(summary.meanMicros())
        .putLong(summary.p50Micros())
        .putLong(summary.p90Micros())
        .putLong(summary.p99Micros())
        .putLong(summary.p999Micros())
        .putLong(summary.maxMicros());
  }

  static Snapshot decode(BodyReader in) throws LinkException {
    return decode(in, part -> part.getOptional(SnapshotCodec::getJournal));
  }

  /** As it was in version 8 of the protocol. */
  static Snapshot decodeWithOldJournal(BodyReader in) throws LinkException {
    return decode(
        in,
        part ->
            part.getOptional(
                journal -> SnapshotCodec.getJournal(journal, before -> Optional.empty())));
  }

  /** As it was up to version 7 of the protocol. */
  static Snapshot decodeWithoutJournal(BodyReader in) throws LinkException {
    return decode(in, part -> Optional.empty());
  }

  // Java evaluates arguments from left to right, which is the order of the fields in the frame.
  private static Snapshot decode(BodyReader in, BodyReader.Part<Optional<JournalFigures>> journal)
      throws LinkException {
    return new Snapshot(
        in.getString(),
        in.getLong(),
        in.getLong(),
        getUptime(in),
        in.getLong(),
        new Ledger(
            in.getLong(),
            in.getLong(),
            in.getOptionalLong(),
            in.getOptionalLong(),
            in.getLong(),
            in.getLong()),
        in.getOptionalLong(),
        in.getOptional(SnapshotCodec::getWorkers),
        in.getOptional(SnapshotCodec::getWorkerFigures),
        in.getOptional(SnapshotCodec::getResource),
        in.getOptionalLong(),
        getSummaries(in),
        in.getOptional(SnapshotCodec::getSummary),
        in.getOptional(SnapshotCodec::getCohorts),
        in.getOptional(LoadCodec::decode),
        journal.read(in),
        new Interval(
            in.getLong(),
            new Latencies<>(
                in.getHistogram(),
                in.getHistogram(),
                in.getHistogram(),
                in.getHistogram(),
                in.getHistogram()),
            in.getHistogram()));
  }

  private static long getUptime(BodyReader in) throws LinkException {
    long nanos = in.getLong();
    if (nanos < 0 || nanos > MOST_UPTIME_NANOS) {
      throw new LinkException("malformed frame: " + nanos + " ns is no uptime");
    }
    return nanos;
  }

  private static JournalFigures getJournal(BodyReader in) throws LinkException {
    return getJournal(
        in, before -> before.getOptional(part -> new EndedEvents(part.getLong(), part.getLong())));
  }

  private static JournalFigures getJournal(
      BodyReader in, BodyReader.Part<Optional<EndedEvents>> before) throws LinkException {
    return in.getChecked(
        part ->
            new JournalFigures(
                part.getString(),
                part.getOptional(BodyReader::getString),
                part.getLong(),
                part.getLong(),
                part.getLong(),
                part.getLong(),
                before.read(part),
                part.getFlag(),
                part.getOptionalLong(),
                part.getOptionalLong(),
                part.getOptionalLong(),
                part.getOptional(BodyReader::getString)));
  }

  private static WorkerCount getWorkers(BodyReader in) throws LinkException {
    return new WorkerCount(
        getWorkerCount(in),
        getWorkerCount(in),
        in.getOptional(part -> new WorkTime(part.getLong(), part.getLong())));
  }

  private static int getWorkerCount(BodyReader in) throws LinkException {
    int count = in.getInt();
    if (count < 0) {
      throw new LinkException("malformed frame: there can't be " + count + " workers");
    }
    return count;
  }

  private static List<WorkerFigures> getWorkerFigures(BodyReader in) throws LinkException {
    int size = in.getInt();
    if (size < 0 || size > WorkerFigures.MOST) {
      throw new LinkException("malformed frame: it holds " + size + " workers");
    }
    List<WorkerFigures> workers = new ArrayList<>(size);
    for (int place = 0; place < size; place++) {
      workers.add(
          new WorkerFigures(
              in.getInt(),
              in.getString(),
              in.getChecked(part -> WorkerFigures.State.valueOf(part.getString())),
              in.getLong(),
              in.getLong(),
              in.getLong(),
              in.getLong()));
    }
    return workers;
  }

  private static ResourceUse getResource(BodyReader in) throws LinkException {
    return new ResourceUse(
        in.getInt(),
        in.getInt(),
        in.getFlag(),
        ResourceCodec.decode(in),
        in.getOptional(ResourceCodec::decodeReplay));
  }

  private static List<Cohort> getCohorts(BodyReader in) throws LinkException {
    int size = in.getInt();
    if (size < 0 || size > Cohort.MOST) {
      throw new LinkException("malformed frame: it holds " + size + " cohorts");
    }
    List<Cohort> cohorts = new ArrayList<>(size);
    for (int place = 0; place < size; place++) {
      cohorts.add(in.getChecked(SnapshotCodec::getCohort));
    }
    return cohorts;
  }

  private static Cohort getCohort(BodyReader in) throws LinkException {
    return new Cohort(in.getLong(), in.getDouble(), in.getLong(), getSummaries(in), in.getDouble());
  }

  private static Latencies<Optional<LatencySummary>> getSummaries(BodyReader in)
      throws LinkException {
    return new Latencies<>(
        in.getOptional(SnapshotCodec::getSummary),
        in.getOptional(SnapshotCodec::getSummary),
        in.getOptional(SnapshotCodec::getSummary),
        in.getOptional(SnapshotCodec::getSummary),
        in.getOptional(SnapshotCodec::getSummary));
  }

  private static LatencySummary getSummary(BodyReader in) throws LinkException {
    return new LatencySummary(
        in.getLong(),
        in.getDouble(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong());
  }
}
