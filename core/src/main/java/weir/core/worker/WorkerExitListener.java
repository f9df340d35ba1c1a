package weir.core.worker;

import org.jspecify.annotations.Nullable;

/** Is told that a worker has left; called last on its thread. */
@FunctionalInterface
interface WorkerExitListener<E> {

  void onExit(Worker<E> worker, @Nullable Throwable death);
}
