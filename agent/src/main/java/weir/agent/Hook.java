package weir.agent;

/**
 * What is put into a method of a pool. Only methods that are entered anew for each task have any: a
 * thread that runs already stays in the {@code runWorker} that it is in, old or new, until it ends.
 */
enum Hook {
  /** Its argument is offered. */
  OFFERED,

  /** As above, and if the method throws, it was rejected. */
  OFFERED_UNLESS_THROWN,

  /** Its argument is rejected. */
  REJECTED,

  /** Its argument is rejected, unless the method throws: then its caller tells. */
  REJECTED_ONCE_RETURNED,

  /** The worker that is its argument starts the task that it was made for, if there is one. */
  FIRST_TASK,

  /** The thread's task has ended, and the one that is returned starts. */
  NEXT_TASK,

  /** The thread's task has ended, and has thrown if the second argument says so. */
  WORKER_ENDS,

  /** Its argument is a task that starts, and ends with the method. */
  WHOLE_JOB,

  /** As above, of the pool that it is the executor of, and the task has not waited there. */
  WHOLE_JOB_OF_EXECUTOR
}
