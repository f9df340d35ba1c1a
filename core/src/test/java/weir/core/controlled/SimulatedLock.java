package weir.core.controlled;

import java.util.concurrent.locks.ReentrantLock;

/** What rewritten code gets for a {@link ReentrantLock}. */
public final class SimulatedLock extends ReentrantLock {

  private static final long serialVersionUID = 1;

  private final transient Monitor monitor = new Monitor();

  @Override
  public void lock() {
    Hooks.enter(monitor);
  }

  @Override
  public void unlock() {
    Hooks.exit(monitor);
  }

  @Override
  public boolean tryLock() {
    throw new UnsupportedOperationException("not simulated yet: tryLock");
  }
}
