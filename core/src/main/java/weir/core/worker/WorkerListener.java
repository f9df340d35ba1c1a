package weir.core.worker;

/**
 * Is told, on the worker's thread, that a worker takes no more events although nobody asked it to
 * leave, and that a worker has left its place.
 */
@FunctionalInterface
interface WorkerListener<E> {

  void onChange(Worker<E> worker);
}
