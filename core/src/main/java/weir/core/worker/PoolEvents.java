package weir.core.worker;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** What a pool tells Java Flight Recorder. An event that is not recorded costs one check. */
final class PoolEvents {

  private PoolEvents() {}

  static void resized(String pool, int oldTarget, int newTarget, int liveWorkers) {
    Resize event = new Resize();
    if (event.isEnabled()) {
      event.pool = pool;
      event.oldTarget = oldTarget;
      event.newTarget = newTarget;
      event.liveWorkers = liveWorkers;
      event.commit();
    }
  }

  static void failed(String pool, int workerIndex, long sequence, Throwable failure) {
    HandlerFailure event = new HandlerFailure();
    if (event.isEnabled()) {
      event.pool = pool;
      event.workerIndex = workerIndex;
      event.sequence = sequence;
      event.failure = failure.toString();
      event.commit();
    }
  }

  /** The target of a pool was set. */
  @Name("weir.Resize")
  @Label("Pool Resize")
  @Category("Weir")
  @Description("The target number of workers was set")
  static final class Resize extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Old Target")
    int oldTarget;

    @Label("New Target")
    int newTarget;

    @Label("Live Workers")
    int liveWorkers;
  }

  /** From the start of a worker to its end. */
  @Name("weir.WorkerLife")
  @Label("Worker Life")
  @Category("Weir")
  @Description("One worker, from its start to its exit")
  @StackTrace(false)
  static final class WorkerLife extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Place")
    int workerIndex;

    @Label("Died")
    boolean died;
  }

  /** A worker started. */
  @Name("weir.WorkerStart")
  @Label("Worker Start")
  @Category("Weir")
  @StackTrace(false)
  static final class WorkerStart extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Place")
    int workerIndex;
  }

  /** A handler threw. */
  @Name("weir.HandlerFailure")
  @Label("Handler Failure")
  @Category("Weir")
  @StackTrace(false)
  static final class HandlerFailure extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Place")
    int workerIndex;

    @Label("Sequence")
    long sequence;

    @Label("Failure")
    String failure = "";
  }
}
