package weir.core.journal;

/** Waiting for a thread of the journal's own, which ends as soon as it is told. */
final class Joining {

  private Joining() {}

  /** Returns when the thread has ended. An interrupt is kept for afterwards. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
