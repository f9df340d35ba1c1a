package weir.core.worker;

import com.lmax.disruptor.EventFactory;
import com.lmax.disruptor.EventTranslator;
import com.lmax.disruptor.RingBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.ToLongFunction;
import weir.core.fault.StackRoom;

/**
 * Competing consumers on a multi-producer Disruptor ring, whose number can be changed at any
 * moment. The successor of Disruptor 3's WorkerPool.
 *
 * @param <E> type of the events
 */
public final class ElasticWorkerPool<E> implements HandlerPool<E> {

  private final PoolShared<E> shared;
  private final Crew<E> crew;
  private final Steward<E> steward;

  ElasticWorkerPool(
      PoolSpec<E> spec, PoolShared.OrderMaker<E> orders, ThreadFactory threadFactory) {
    shared = PoolShared.create(spec, orders, this::requestedWorkers);
    crew = new Crew<>(spec.maxWorkers(), shared.gate());
    steward = new Steward<>(crew, this::newWorker, spec.name(), threadFactory, shared.trouble());
  }

  private Worker<E> newWorker(int place) {
    return new Worker<>(place, shared, this::workerChanged);
  }

  private void workerChanged(Worker<E> worker) {
    crew.vacate(worker);
    steward.wake();
  }

  /**
   * Starts the description of a pool; {@link PoolBuilder#buildWorkers()} ends it.
   *
   * @param eventFactory makes the ring's preallocated events, and one more for each worker
   * @param transfer moves the content of one event to another
   * @param handlers makes a handler for each worker
   * @param <E> type of the events
   * @return a builder with its defaults
   */
  public static <E> PoolBuilder<E> builder(
      EventFactory<E> eventFactory, SlotTransfer<E> transfer, WorkHandlerFactory<E> handlers) {
    return new PoolBuilder<>(eventFactory, transfer, handlers);
  }

  @Override
  public String name() {
    return shared.spec().name();
  }

  @Override
  public RingBuffer<E> ring() {
    return shared.ring();
  }

  @Override
  public PublishResult tryPublish(EventTranslator<? super E> translator) {
    return shared.publisher().tryPublish(translator);
  }

  @Override
  public PublishResult publish(EventTranslator<? super E> translator, Duration maxWait)
      throws InterruptedException {
    return shared.publisher().publish(translator, maxWait, this::isOwnThread);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Parked workers leave first. A worker asked to leave handles nothing more after its current
   * events, but stays for 5 ms: it is kept when the target rises again, before a new one is
   * started.
   */
  @Override
  public void resizeTo(int workers) {
    shared.checkTarget(workers);
    StackRoom.require();
    steward.prepare();
    Crew.Size before = crew.resizeTo(workers);
    steward.retryNow();
    Shielded.call(
        "flight recording",
        () -> PoolEvents.resized(name(), before.target(), workers, before.live()));
  }

  @Override
  public int maxWorkers() {
    return shared.cells().size();
  }

  @Override
  public int requestedWorkers() {
    return crew.target();
  }

  @Override
  public boolean isClosed() {
    return crew.isClosed();
  }

  @Override
  public int effectiveWorkers() {
    return crew.live();
  }

  @Override
  public PoolCounts counts() {
    return shared.counts();
  }

  @Override
  public long claimedSequence() {
    return shared.claimed().get();
  }

  @Override
  public Optional<KeyBacklog> keyBacklog() {
    return Optional.ofNullable(shared.order()).map(KeyOrder::backlog);
  }

  @Override
  public long oldestWaitingNanos(ToLongFunction<? super E> ageNanos) {
    return shared.oldestWaitingNanos(ageNanos);
  }

  @Override
  public List<PoolWorker> workers() {
    return crew.all().stream().flatMap(worker -> worker.figures().stream()).toList();
  }

  @Override
  public long workerNanos() {
    return crew.workerNanos();
  }

  @Override
  public int busyWorkers() {
    return shared.busyWorkers();
  }

  @Override
  public Optional<StartFailure> startFailure() {
    return shared.trouble().current();
  }

  @Override
  public boolean isOwnThread() {
    return steward.isCurrentThread() || crew.isCurrentThread();
  }

  @Override
  public void close() {
    StackRoom.require();
    shared.publisher().close();
    crew.close();
    steward.wake();
  }

  @Override
  public void closeNow() {
    close();
    crew.all().forEach(Worker::interrupt);
  }

  @Override
  public boolean killWorker(int place) {
    Worker<E> worker = crew.kill(place);
    if (worker != null) {
      worker.interruptAsKilled();
    }
    return worker != null;
  }

  @Override
  public boolean close(Duration timeout) throws InterruptedException {
    close();
    return !isOwnThread() && Waits.until(crew::isEmpty, timeout);
  }
}
