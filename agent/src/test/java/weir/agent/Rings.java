package weir.agent;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/** A ring with two consumers, one of which waits to be let through; of Disruptor 3 or 4. */
public final class Rings implements UnaryOperator<String> {

  /** What is in the ring. */
  public static final class OrderEvent {}

  /** Class loaders are kept by what their classes keep. */
  private static final Semaphore SLOW = new Semaphore(0);

  private final Iterator<String> names = List.of("journal-1", "replicate-1").iterator();
  private final Disruptor<OrderEvent> disruptor =
      new Disruptor<>(
          OrderEvent::new, 64, this::thread, ProducerType.MULTI, new BlockingWaitStrategy());
  private final RingBuffer<OrderEvent> ring;

  /** Starts both. */
  @SuppressWarnings("unchecked")
  public Rings() {
    EventHandler<OrderEvent> journal = (event, sequence, isLast) -> {};
    EventHandler<OrderEvent> replicate = (event, sequence, isLast) -> SLOW.acquire();
    disruptor.handleEventsWith(journal, replicate);
    ring = disruptor.start();
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, names.next());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public String apply(String line) {
    switch (line) {
      case "publish" -> {
        for (int event = 0; event < 10; event++) {
          ring.publishEvent((slot, sequence) -> {});
        }
      }
      case "pass" -> SLOW.release(10);
      default -> {
        SLOW.release(1_000);
        disruptor.shutdown();
      }
    }
    return line;
  }
}
