package weir.core.watch;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;

/** The JDK's own pools, and what programs make of them. */
final class JdkPoolKind implements PoolKind<ThreadPoolExecutor> {

  static final JdkPoolKind INSTANCE = new JdkPoolKind();

  private JdkPoolKind() {}

  /** An anonymous class has no name. */
  @Override
  public String type(ThreadPoolExecutor pool) {
    String name = pool.getClass().getSimpleName();
    return name.isEmpty() ? "ThreadPoolExecutor" : name;
  }

  @Override
  public Optional<PoolSize> size(ThreadPoolExecutor pool) {
    return Optional.of(new PoolSize(pool.getCorePoolSize(), pool.getMaximumPoolSize()));
  }

  @Override
  public void setCore(ThreadPoolExecutor pool, int threads) {
    pool.setCorePoolSize(threads);
  }

  @Override
  public void setMost(ThreadPoolExecutor pool, int threads) {
    pool.setMaximumPoolSize(threads);
  }

  @Override
  public OptionalInt threads(ThreadPoolExecutor pool) {
    return OptionalInt.of(pool.getPoolSize());
  }

  @Override
  public Optional<BlockingQueue<Runnable>> queue(ThreadPoolExecutor pool) {
    return Optional.of(pool.getQueue());
  }

  @Override
  public boolean startsThreadsFirst(ThreadPoolExecutor pool) {
    return pool.getQueue() instanceof SynchronousQueue;
  }

  @Override
  public boolean isScheduled(ThreadPoolExecutor pool) {
    return pool instanceof ScheduledThreadPoolExecutor;
  }

  @Override
  public boolean isShutdown(ThreadPoolExecutor pool) {
    return pool.isShutdown();
  }

  @Override
  public boolean isTerminated(ThreadPoolExecutor pool) {
    return pool.isTerminated();
  }
}
