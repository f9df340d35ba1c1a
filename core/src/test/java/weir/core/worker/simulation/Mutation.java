package weir.core.worker.simulation;

/** One mistake each. The simulation must find every one of them: the tests of the test. */
enum Mutation {
  NONE,
  /** The gate reads the cells before the claim counter. */
  GATE_READS_CELLS_FIRST,
  /** A worker moves the claim counter and announces afterwards. */
  ANNOUNCE_AFTER_CLAIM,
  /** A worker claims what is not published yet, as Disruptor 3's WorkProcessor does. */
  CLAIM_UNPUBLISHED,
  /** A worker frees its slots before it has moved the events out. */
  RELEASE_BEFORE_MOVE,
  /** A new worker's thread starts before the gate counts its cell. */
  START_BEFORE_CELL_IN_USE,
  /** A worker about to park looks for published events, and not for reserved slots. */
  PARK_WHILE_RESERVED,
  /** A worker that passes the search on looks for published events, and not for reserved slots. */
  PASS_ON_PUBLISHED_ONLY,
  /** A worker parks without looking again after it entered the idle set. */
  PARK_WITHOUT_LOOK,
  /** A worker looks for work, then gives the token back, then parks. */
  TOKEN_BACK_AFTER_LOOK,
  /** A worker that claimed gives the token back and wakes nobody for the rest. */
  NO_WAKING_OF_THE_NEXT,
  /** A worker that leaves keeps the search token. */
  LEAVE_WITH_TOKEN,
  /** A worker whose bit was cleared by a signaller does not notice that it has the token. */
  OVERLOOK_TOKEN,
  /** A signaller that found nobody to wake gives the token back and does not look again. */
  NO_LOOK_FOR_IDLE_AFTER_TOKEN_IS_BACK,
  /** A worker asked to leave is not unparked. */
  RETIRE_WITHOUT_UNPARK,
  /** A worker on its way out leaves although it was asked to stay. */
  EXIT_WITHOUT_CAS,
  /** A worker's cell is watched no longer from when it is asked to leave. */
  LEAVE_CELL_WHEN_RETIRED,
  /**
   * The gate takes a worker whose claims have ended for one that holds nothing, unconditionally.
   */
  STALE_WITHOUT_COUNT_OF_CLAIMS,
  /** The gate does not look whether claims were made while it added them up. */
  STALE_WITHOUT_SECOND_READ,
  /** A worker that has left its place does not wake the steward. */
  EXIT_WITHOUT_WAKING_THE_STEWARD,
  /** A resize does not wake the steward. */
  RESIZE_WITHOUT_WAKING_THE_STEWARD,
  /** A resize does not take the pool's lock. */
  RESIZE_WITHOUT_LOCK,
  /** The counts are read cursor first, ended events last. */
  COUNT_CURSOR_FIRST
}
