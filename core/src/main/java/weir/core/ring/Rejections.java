package weir.core.ring;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts events that were offered and not taken, by why. Thread-safe. */
public final class Rejections {

  /** The map is never changed; any publisher adds. */
  private final Map<PublishOutcome, LongAdder> counts = new EnumMap<>(PublishOutcome.class);

  /** Starts with none. */
  public Rejections() {
    for (PublishOutcome outcome : PublishOutcome.values()) {
      counts.put(outcome, new LongAdder());
    }
  }

  /**
   * Counts one.
   *
   * @param reason why it was not taken
   */
  public void count(PublishOutcome reason) {
    counter(reason).increment();
  }

  /**
   * How many there were.
   *
   * @return count since the start
   */
  public long total() {
    long sum = 0;
    for (LongAdder each : counts.values()) {
      sum += each.sum();
    }
    return sum;
  }

  /**
   * How many there were for one reason.
   *
   * @param reason why
   * @return count since the start
   */
  public long of(PublishOutcome reason) {
    return counter(reason).sum();
  }

  private LongAdder counter(PublishOutcome reason) {
    return Objects.requireNonNull(counts.get(reason), "each has one");
  }
}
