package weir.core.latency;

/** Cohorts that fail to count an event whose slot is reserved. */
public final class HostileCohorts extends ArrivalCohorts {

  private final Runnable fault;

  /**
   * Makes them.
   *
   * @param fault throws, if it likes
   */
  public HostileCohorts(Runnable fault) {
    super(0);
    this.fault = fault;
  }

  @Override
  public void countArrival(CohortRecorder cohort, long intendedNanos) {
    fault.run();
    super.countArrival(cohort, intendedNanos);
  }
}
