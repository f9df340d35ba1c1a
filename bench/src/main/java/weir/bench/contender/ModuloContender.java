package weir.bench.contender;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What Disruptor 4 offers in place of WorkerPool: every consumer sees every event, and handles the
 * ones whose sequence is its own modulo the number of consumers.
 */
final class ModuloContender implements Contender {

  /** A mutable event. */
  private static final class Event {
    private long value;
  }

  private final RingBuffer<Event> ring;
  private final List<BatchEventProcessor<Event>> processors = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  ModuloContender(ContenderSettings settings) {
    ring =
        RingBuffer.createMultiProducer(Event::new, settings.backlog(), new BlockingWaitStrategy());
    int workers = settings.workers();
    for (int worker = 0; worker < workers; worker++) {
      addProcessor(worker, workers, settings.handlers().ofWorker(worker));
    }
    threads.forEach(Thread::start);
  }

  private void addProcessor(int worker, int workers, LongConsumer handler) {
    BatchEventProcessor<Event> processor =
        new BatchEventProcessorBuilder()
            .build(
                ring,
                ring.newBarrier(),
                (event, sequence, endOfBatch) -> {
                  if (sequence % workers == worker) {
                    handler.accept(event.value);
                  }
                });
    ring.addGatingSequences(processor.getSequence());
    processors.add(processor);
    threads.add(new Thread(processor, "disruptor4-consumer"));
  }

  @Override
  public Publisher newPublisher() {
    return value -> offer(ring, value);
  }

  private static boolean offer(RingBuffer<Event> ring, long value) {
    long sequence;
    try {
      sequence = ring.tryNext();
    } catch (InsufficientCapacityException e) {
      return false;
    }
    ring.get(sequence).value = value;
    ring.publish(sequence);
    return true;
  }

  @Override
  public void stop() throws InterruptedException {
    processors.forEach(BatchEventProcessor::halt);
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
