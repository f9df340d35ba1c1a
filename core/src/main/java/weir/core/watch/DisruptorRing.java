package weir.core.watch;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.util.ArrayList;
import java.util.List;

/** A Disruptor's ring of the program that Weir is part of. */
final class DisruptorRing implements RingView {

  private record Named(String name, Sequence of) implements Consumer {

    @Override
    public long sequence() {
      return of.get();
    }
  }

  private final RingBuffer<?> ring;
  private final List<Consumer> consumers;

  /** Where no consumer is named, there are those that the ring waits for. */
  DisruptorRing(RingBuffer<?> ring, Sequence... consumers) {
    this.ring = ring;
    List<Consumer> named = new ArrayList<>();
    for (Sequence sequence : consumers) {
      named.add(new Named("consumer " + (named.size() + 1), sequence));
    }
    this.consumers = List.copyOf(named);
  }

  @Override
  public long cursor() {
    return ring.getCursor();
  }

  @Override
  public long slowest() {
    return consumers.isEmpty()
        ? ring.getMinimumGatingSequence()
        : consumers.stream().mapToLong(Consumer::sequence).min().orElseThrow();
  }

  @Override
  public int capacity() {
    return ring.getBufferSize();
  }

  @Override
  public long remainingCapacity() {
    return ring.remainingCapacity();
  }

  @Override
  public List<Consumer> consumers() {
    return consumers;
  }
}
