package weir.core.controlled;

/** What the simulated threads do. */
@FunctionalInterface
public interface Plan {

  /** Runs on a simulated thread of its own; the schedule is over when it returns. */
  void run(Stage stage) throws Exception;
}
