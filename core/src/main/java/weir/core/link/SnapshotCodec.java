package weir.core.link;

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
    out.putInt(snapshot.resource().inUse()).putLong(snapshot.resource().serviceTimeNanos());
    out.putLong(snapshot.overRange());
    putSummary(out, snapshot.sinceReset().waitTime());
    putSummary(out, snapshot.sinceReset().serviceTime());
    putSummary(out, snapshot.sinceReset().responseTime());
    IntervalLatencies interval = snapshot.interval();
    return out.putLong(interval.intervalNanos())
        .putBytes(interval.waitTime().toBytes())
        .putBytes(interval.serviceTime().toBytes())
        .putBytes(interval.responseTime().toBytes());
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
        new ResourceUse(in.getInt(), in.getLong()),
        in.getLong(),
        new LatencySummaries(getSummary(in), getSummary(in), getSummary(in)),
        new IntervalLatencies(
            in.getLong(), in.getHistogram(), in.getHistogram(), in.getHistogram()));
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
