package weir.bench.contender;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;

/** A thread that knows its handler, so that tasks find it without a look-up. */
final class HandlerThread extends Thread {

  private final LongConsumer handler;

  private HandlerThread(Runnable task, LongConsumer handler) {
    super(task, "executor-worker");
    this.handler = handler;
  }

  static ThreadFactory factory(ContenderSettings settings) {
    AtomicInteger nextWorker = new AtomicInteger();
    return task ->
        new HandlerThread(task, settings.handlers().ofWorker(nextWorker.getAndIncrement()));
  }

  static LongConsumer currentHandler() {
    return ((HandlerThread) Thread.currentThread()).handler;
  }
}
