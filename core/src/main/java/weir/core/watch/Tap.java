package weir.core.watch;

/**
 * A pool of threads that is seen by somebody who is told of its calls, and not by an object in its
 * place: an agent. The pool is held weakly. What tells of tasks is called by the thread that it is
 * about, and waits for nobody; everything else is for one thread at a time.
 */
public final class Tap implements AutoCloseable {

  /** Instead of a time that nobody knows. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private final TapSubject<?> subject;
  private final TaskRecorder recorder;
  private final WatchedSource source;

  Tap(TapSubject<?> subject, WatchedSource source) {
    this.subject = subject;
    this.recorder = subject.recorder();
    this.source = source;
  }

  /**
   * The calling thread starts a task.
   *
   * @param task the task
   * @param sinceNanos when it was given to the pool, or due, by {@link System#nanoTime}; {@link
   *     #UNKNOWN} of one that is counted, and whose latencies are not
   */
  public void started(Runnable task, long sinceNanos) {
    recorder.mine().startTold(recorder, task, sinceNanos);
  }

  /**
   * The task of the calling thread has ended, if there was one. A future of the JDK's is asked
   * whether its task failed.
   *
   * @param hasThrown whether it threw
   */
  public void ended(boolean hasThrown) {
    recorder.mine().endTold(hasThrown);
  }

  /** The pool has refused a task. */
  public void rejected() {
    recorder.countRejected();
  }

  /**
   * Whether it is still watched: not once it was closed, the pool was collected, or it has
   * terminated a while ago.
   *
   * @return whether
   */
  public boolean isOpen() {
    return source.isOpen();
  }

  /**
   * Says anew what it is.
   *
   * @param type for people
   */
  public void describe(String type) {
    source.describe(type);
  }

  /**
   * What is shown of it.
   *
   * @return the source, and the lever
   */
  public Watched watched() {
    return source;
  }

  /**
   * Gives the pool the size that it had, if it was resized by this.
   *
   * @return whether it was
   * @throws IllegalArgumentException if the pool won't have that any more
   * @throws IllegalStateException if it can't be set now
   */
  public boolean undo() {
    return subject.undo();
  }

  /**
   * How tasks are counted that have started.
   *
   * @return since the start of the watching; never falls
   */
  public long started() {
    return recorder.totals(false).accepted();
  }

  /** Ends the watching; the pool goes on. Idempotent. */
  @Override
  public void close() {
    source.close();
  }
}
