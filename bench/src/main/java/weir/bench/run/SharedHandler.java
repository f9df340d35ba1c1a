package weir.bench.run;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.HdrHistogram.ConcurrentHistogram;
import org.jspecify.annotations.Nullable;

/** Handler for tasks that no worker owns. Thread-safe. */
final class SharedHandler implements LongConsumer {

  private final LongAdder count = new LongAdder();
  private final LongAdder sum = new LongAdder();
  private final LongAdder sink = new LongAdder();
  private final Work work;
  private final @Nullable ConcurrentHistogram delays;

  SharedHandler(Work work, @Nullable ConcurrentHistogram delays) {
    this.work = work;
    this.delays = delays;
  }

  @Override
  public void accept(long value) {
    if (delays != null) {
      delays.recordValue(Delays.since(value));
    }
    sink.add(work.run(value));
    sum.add(Checksum.of(value));
    count.increment();
  }

  long count() {
    return count.sum();
  }

  long sum() {
    return sum.sum();
  }
}
