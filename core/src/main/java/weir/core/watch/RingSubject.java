package weir.core.watch;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.core.figures.Ledger;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;

/**
 * A ring with consumers of its own. They tell what they have passed and not what they are at: so
 * what none of them has passed is backlog, and an event's time is from publishing until the slowest
 * has passed it.
 */
final class RingSubject implements Subject {

  private final RingBuffer<?> ring;
  private final Sequence[] consumers;
  private final long start;
  private final Stamps stamps;

  RingSubject(RingBuffer<?> ring, Sequence... consumers) {
    this.ring = ring;
    this.consumers = consumers.clone();
    start = slowest();
    stamps = new Stamps(Stamps.Clock.RESPONSE, ring::getCursor, this::slowest);
  }

  /** Of the consumers that were named, or else of all that the ring waits for. */
  private long slowest() {
    return consumers.length == 0
        ? ring.getMinimumGatingSequence()
        : Arrays.stream(consumers).mapToLong(Sequence::get).min().orElseThrow();
  }

  /** The consumers first: no backlog is negative. */
  RingFigures figures() {
    long[] seen = Arrays.stream(consumers).mapToLong(Sequence::get).toArray();
    long slowest = slowest();
    long cursor = ring.getCursor();
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
    return ring.getClass().getSimpleName();
  }

  @Override
  public OptionalInt capacity() {
    return OptionalInt.of(ring.getBufferSize());
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
  public Ledger totals() {
    long passed = slowest();
    long cursor = ring.getCursor();
    return new Ledger(
        cursor - start,
        passed - start,
        OptionalLong.empty(),
        OptionalLong.empty(),
        cursor - passed,
        0);
  }

  @Override
  public SampledLatencies latencies() {
    return stamps;
  }

  @Override
  public void start() {
    stamps.start();
  }

  @Override
  public void letGo() {
    stamps.close();
  }

  @Override
  public List<String> remarks() {
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
    return false;
  }
}
