package weir.agent;

import java.lang.ref.WeakReference;
import weir.core.watch.RingView;

/**
 * One that follows the publishers of a ring, as its thread was found to run it. All held weakly.
 */
final class FoundConsumer implements RingView.Consumer {

  static final LongGetters SEQUENCE = new LongGetters("disruptor.Sequence", "get");

  private final String name;
  private final WeakReference<Thread> thread;
  private final WeakReference<Object> sequence;

  /** What was seen last. Any thread; a lost race tells what was true a moment ago. */
  private volatile long last;

  FoundConsumer(String name, Thread thread, Object sequence) {
    this.name = name;
    this.thread = new WeakReference<>(thread);
    this.sequence = new WeakReference<>(sequence);
    last = SEQUENCE.ask(sequence, "get");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long sequence() {
    Object now = sequence.get();
    if (now != null) {
      last = SEQUENCE.ask(now, "get");
    }
    return last;
  }

  boolean isOf(Object other) {
    return sequence.refersTo(other);
  }

  boolean isAlive() {
    Thread now = thread.get();
    return now != null && now.isAlive() && !sequence.refersTo(null);
  }
}
