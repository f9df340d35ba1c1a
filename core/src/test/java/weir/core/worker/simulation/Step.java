package weir.core.worker.simulation;

/**
 * What a simulated thread does next. Each step makes at most one access to shared memory. The
 * comments say where the step stands in the code.
 */
enum Step {
  // MultiProducerSequencer.tryNext
  READ_CURSOR,
  CAS_CURSOR,
  // MultiProducerSequencer.next
  ADD_TO_CURSOR,
  // both
  READ_GATE_CACHE,
  WRITE_GATE_CACHE,
  RING_FULL,
  // PoolGate.get
  GATE_READ_CLAIMED,
  GATE_READ_WATCHED,
  GATE_READ_CELL,
  // PoolGate.withoutStale
  STALE_READ_ENDED,
  STALE_READ_CLAIMS,
  STALE_READ_CELL,
  STALE_READ_CLAIMED,
  // EventTranslator, MultiProducerSequencer.publish
  FILL_ID,
  FILL_CHECK,
  SET_AVAILABLE,

  // SearchToken.wakeOne
  ANY_IDLE,
  READ_TOKEN,
  CAS_TOKEN,
  TAKE_IDLE_READ,
  TAKE_IDLE_CLEAR,
  READ_THREAD,
  UNPARK,
  WAKE_ONE_GIVE_BACK_TOKEN,

  // Worker.work
  CHECK_STATE,
  NOT_STARTED,
  FREE_BEFORE_EXIT,
  CAS_LEAVING,
  SET_EXITED,
  LEAVE_CELL,
  READ_CLAIMED,
  IS_AVAILABLE,
  END_OF_CLAIM,
  ANNOUNCE,
  CAS_CLAIMED,
  COUNT_CLAIM,
  // Worker.wakeNextIfThereIsWork
  PASS_GIVE_BACK_TOKEN,
  PASS_READ_CURSOR,
  PASS_READ_CLAIMED,
  // EventBatch.process
  MOVE_ID,
  MOVE_CHECK,
  CLEAR_SLOT,
  RELEASE,
  HANDLE,
  COUNT,
  // Worker.awaitWork
  FREE_BEFORE_IDLE,
  TRY_TAKE_TOKEN_READ,
  TRY_TAKE_TOKEN_CAS,
  SPIN_READ_CLAIMED,
  SPIN_IS_AVAILABLE,
  SPIN_CHECK_STATE,
  SET_THREAD,
  ENTER_IDLE,
  IDLE_GIVE_BACK_TOKEN,
  LOOK_IS_IDLE,
  LOOK_READ_CLAIMED,
  LOOK_IS_AVAILABLE,
  LOOK_CHECK_STATE,
  LOOK_READ_CURSOR,
  LOOK_READ_CLAIMED_AGAIN,
  AWAIT_PUBLICATION,
  PARK,
  LEAVE_IDLE,

  // ElasticWorkerPool.resizeTo, admit, workerChanged
  LOCK,
  SET_TARGET,
  COUNT_ACTIVE,
  REACTIVATE,
  RETIRE_IS_PARKED,
  RETIRE,
  RETIRE_UNPARK,
  IS_VACANT,
  REGISTER,
  USE_CELL,
  UNLOCK,
  WAKE_STEWARD,
  // Steward
  START,
  STEWARD_PARK,

  // ElasticWorkerPool.counts
  READ_ENDED,
  COUNTS_READ_CLAIMED,
  COUNTS_READ_CURSOR,

  DONE
}
