package weir.bench.disruptor3;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.FatalExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.WorkProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a successor was needed: Disruptor 3 loses one event with each idle processor halted. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HaltedProcessorsTest {

  private static final int PROCESSORS = 3;
  private static final int EVENTS = 1_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldLoseAnEventWithEachIdleProcessorThatIsHalted(int halted) throws InterruptedException {
    RingBuffer<AtomicLong> ring =
        RingBuffer.createMultiProducer(AtomicLong::new, 1024, new BlockingWaitStrategy());
    Sequence claims = new Sequence();
    ConcurrentLinkedQueue<Long> handled = new ConcurrentLinkedQueue<>();
    List<WorkProcessor<AtomicLong>> processors = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int index = 0; index < PROCESSORS; index++) {
      WorkProcessor<AtomicLong> processor =
          new WorkProcessor<>(
              ring,
              ring.newBarrier(),
              event -> handled.add(event.get()),
              new FatalExceptionHandler(),
              claims);
      ring.addGatingSequences(processor.getSequence());
      Thread thread = new Thread(processor, "processor-" + index);
      thread.start();
      processors.add(processor);
      threads.add(thread);
    }
    // Each has claimed a sequence that nothing is published at yet.
    while (claims.get() < PROCESSORS - 1) {
      Thread.onSpinWait();
    }
    for (int index = 0; index < halted; index++) {
      processors.get(index).halt();
      threads.get(index).join();
      ring.removeGatingSequence(processors.get(index).getSequence());
    }
    for (int event = 0; event < EVENTS; event++) {
      long sequence = ring.next();
      ring.get(sequence).set(event);
      ring.publish(sequence);
    }
    // The others go on until they wait for events that are not there.
    while (claims.get() < EVENTS + PROCESSORS - 1 - halted) {
      Thread.onSpinWait();
    }
    for (int index = halted; index < PROCESSORS; index++) {
      processors.get(index).halt();
      threads.get(index).join();
    }
    assertThat(handled).hasSize(EVENTS - halted).doesNotHaveDuplicates();
  }
}
