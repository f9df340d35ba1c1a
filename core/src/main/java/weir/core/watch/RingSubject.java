package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.core.figures.Ledger;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerFigures;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;

/**
 * A ring with consumers of its own. They tell what they have passed and not what they are at: so
 * what none of them has passed is backlog, and an event's time is from publishing until the slowest
 * has passed it. A consumer may be one of several that each handle every event, so they are no
 * workers that could be counted; they are told one by one all the same.
 */
final class RingSubject implements Subject, Pulse.Look {

  private final RingView ring;
  private final String type;
  private final boolean isToldOf;
  private final Pulse pulse;
  private final long start;
  private final Stamps stamps;
  private final ConsumerTimes consumers;

  /** The most that was seen: a consumer that comes late may be behind those that were there. */
  @GuardedBy("this")
  private long passed;

  @GuardedBy("this")
  private long published;

  RingSubject(RingView ring, String type, boolean isToldOf, Pulse pulse) {
    this.ring = ring;
    this.type = type;
    this.isToldOf = isToldOf;
    this.pulse = pulse;
    start = ring.slowest();
    passed = start;
    published = start;
    stamps = new Stamps(Stamps.Clock.RESPONSE, ring::cursor, ring::slowest);
    consumers = new ConsumerTimes(ring, start);
  }

  /** The consumers first: no backlog is negative. */
  RingFigures figures() {
    long[] seen = ring.consumers().stream().mapToLong(RingView.Consumer::sequence).toArray();
    long slowest = ring.slowest();
    long cursor = ring.cursor();
    List<Long> backlogs = new ArrayList<>();
    for (long sequence : seen) {
      backlogs.add(cursor - sequence);
    }
    return new RingFigures(cursor, slowest, backlogs, ring.remainingCapacity());
  }

  @Override
  public SourceKind kind() {
    return SourceKind.RING;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public OptionalInt capacity() {
    return OptionalInt.of(ring.capacity());
  }

  @Override
  public Optional<WorkerRange> range() {
    return Optional.empty();
  }

  @Override
  public void resizeTo(int workers) {
    throw new IllegalStateException("the consumers of a ring are set where it is made");
  }

  @Override
  public synchronized Ledger totals() {
    passed = Math.max(passed, ring.slowest());
    published = Math.max(Math.max(published, passed), ring.cursor());
    return new Ledger(
        published - start,
        passed - start,
        OptionalLong.empty(),
        OptionalLong.empty(),
        published - passed,
        0);
  }

  @Override
  public Optional<List<WorkerFigures>> workerFigures() {
    List<WorkerFigures> figures = consumers.figures();
    return figures.isEmpty() ? Optional.empty() : Optional.of(figures);
  }

  @Override
  public SampledLatencies latencies() {
    return stamps;
  }

  @Override
  public boolean look() {
    consumers.look();
    return stamps.look();
  }

  @Override
  public void start() {
    pulse.add(this);
  }

  @Override
  public void letGo() {
    pulse.remove(this);
  }

  @Override
  public boolean isToldOf() {
    return isToldOf;
  }

  @Override
  public List<String> remarks() {
    if (isToldOf) {
      // They would be printed into the program's output, and clients see the consumers.
      return List.of();
    }
    RingFigures now = figures();
    List<String> remarks = new ArrayList<>();
    remarks.add("room for " + now.remainingCapacity() + " events");
    for (int index = 0; index < now.backlogs().size(); index++) {
      remarks.add("consumer " + (index + 1) + " is " + now.backlogs().get(index) + " behind");
    }
    return remarks;
  }

  @Override
  public boolean hasEnded() {
    return ring.hasEnded();
  }
}
