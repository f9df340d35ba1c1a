package weir.http.lab;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import weir.http.load.LoadException;
import weir.http.load.LoadResult;
import weir.http.load.LoadRun;
import weir.http.load.LoadSettings;

/** A load that is being sent, on a thread of its own. */
final class RunningLoad {

  private final LoadRun run;
  private final FutureTask<LoadResult> task;
  private final Thread thread;

  RunningLoad(LoadSettings settings) {
    run = new LoadRun(settings, progress -> {});
    task = new FutureTask<>(run::run);
    thread = new Thread(task, "weir-lab-load");
    thread.start();
  }

  /**
   * Waits for the last answer.
   *
   * @throws InterruptedException if interrupted; nothing more is sent then
   */
  LoadResult await() throws LoadException, InterruptedException {
    try {
      thread.join();
      return task.get();
    } catch (InterruptedException e) {
      run.stop();
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof LoadException fault) {
        throw fault;
      }
      throw new IllegalStateException("the load failed", e.getCause());
    }
  }

  /** Sends nothing more. */
  void stop() {
    run.stop();
  }

  /** Waits for the end of its thread, for so long at most. */
  void join(long millis) throws InterruptedException {
    thread.join(millis);
  }
}
