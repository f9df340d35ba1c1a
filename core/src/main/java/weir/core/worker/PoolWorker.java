package weir.core.worker;

import weir.core.figures.WorkerFigures;

/**
 * One worker of a pool, or the task at one place. The counts are those of the place since the start
 * of the pool, whoever has had it before: they never fall.
 *
 * @param place from 0; no two workers have the same
 * @param thread name of its thread; empty if it has none yet, or one without a name
 * @param state what it is at
 * @param completed events completed at this place
 * @param failed events failed at this place
 */
public record PoolWorker(
    int place, String thread, WorkerFigures.State state, long completed, long failed) {

  static PoolWorker of(int place, String thread, WorkerFigures.State state, WorkerCell cell) {
    return new PoolWorker(place, thread, state, cell.completed.get(), cell.failed.get());
  }
}
