package weir.core.link;

import java.util.ArrayList;
import java.util.List;
import weir.core.figures.Cohort;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;

/** The body of a snapshot's frame: its fields in the order of the record. */
final class SnapshotCodec {

  private SnapshotCodec() {}

  static BodyWriter encode(BodyWriter out, Snapshot snapshot) {
    out.putLong(snapshot.number())
        .putLong(snapshot.epochMillis())
        .putLong(snapshot.uptimeNanos())
        .putLong(snapshot.resets());
    Ledger ledger = snapshot.ledger();
    out.putLong(ledger.accepted())
        .putLong(ledger.completed())
        .putLong(ledger.failed())
        .putLong(ledger.rejected())
        .putLong(ledger.backlog())
        .putLong(ledger.inFlight());
    out.putInt(snapshot.workers().requested()).putInt(snapshot.workers().effective());
    ResourceUse resource = snapshot.resource();
    out.putInt(resource.inUse()).putInt(resource.waiting()).putByte(resource.frozen() ? 1 : 0);
    ResourceCodec.encode(out, resource.settings());
    ResourceCodec.encodeReplay(out, resource.replay());
    out.putLong(snapshot.overRange());
    putSummaries(out, snapshot.sinceReset());
    putSummary(out, snapshot.hiccups());
    out.putInt(snapshot.cohorts().size());
    for (Cohort cohort : snapshot.cohorts()) {
      out.putLong(cohort.number())
          .putDouble(cohort.arrivalUptimeMicros())
          .putLong(cohort.arrived());
      putSummaries(out, cohort.latencies());
      out.putDouble(cohort.meanAtLeastMicros());
    }
    Interval interval = snapshot.interval();
    out.putLong(interval.intervalNanos());
    for (CompressedHistogram histogram : interval.latencies().toList()) {
      out.putBytes(histogram.toBytes());
    }
    out.putBytes(interval.hiccups().toBytes());
    return out;
  }

  private static void putSummaries(BodyWriter out, Latencies<LatencySummary> summaries) {
    for (LatencySummary summary : summaries.toList()) {
      putSummary(out, summary);
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

  // Java evaluates arguments from left to right, which is the order of the fields in the frame.
  static Snapshot decode(BodyReader in) throws LinkException {
    return new Snapshot(
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        new Ledger(
            in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong()),
        new WorkerCount(in.getInt(), in.getInt()),
        new ResourceUse(
            in.getInt(),
            in.getInt(),
            in.getByte() != 0,
            ResourceCodec.decode(in),
            ResourceCodec.decodeReplay(in)),
        in.getLong(),
        getSummaries(in),
        getSummary(in),
        getCohorts(in),
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

  private static List<Cohort> getCohorts(BodyReader in) throws LinkException {
    int size = in.getInt();
    if (size < 0 || size > Cohort.MOST) {
      throw new LinkException("malformed frame: it holds " + size + " cohorts");
    }
    List<Cohort> cohorts = new ArrayList<>(size);
    for (int place = 0; place < size; place++) {
      cohorts.add(
          new Cohort(in.getLong(), in.getDouble(), in.getLong(), getSummaries(in), in.getDouble()));
    }
    return cohorts;
  }

  private static Latencies<LatencySummary> getSummaries(BodyReader in) throws LinkException {
    return new Latencies<>(
        getSummary(in), getSummary(in), getSummary(in), getSummary(in), getSummary(in));
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
