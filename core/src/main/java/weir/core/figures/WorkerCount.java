package weir.core.figures;

import java.util.Optional;

/**
 * Workers asked for and workers there are.
 *
 * @param requested target of the last resize
 * @param effective workers alive now, including those that leave after their current event
 * @param time how much of their time they were busy; empty where nobody measures that
 */
public record WorkerCount(int requested, int effective, Optional<WorkTime> time) {

  /**
   * The counts of a source that does not know how busy its workers are.
   *
   * @param requested see {@link #requested()}
   * @param effective see {@link #effective()}
   */
  public WorkerCount(int requested, int effective) {
    this(requested, effective, Optional.empty());
  }

  /**
   * Whether there are as many workers.
   *
   * @param other of the same source
   * @return true if both counts are the same, whatever the time
   */
  public boolean sameCountsAs(WorkerCount other) {
    return requested == other.requested && effective == other.effective;
  }
}
