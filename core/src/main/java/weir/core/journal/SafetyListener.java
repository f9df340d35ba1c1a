package weir.core.journal;

/** Is told once what became of an appended event. Must be quick: others wait behind it. */
@FunctionalInterface
public interface SafetyListener {

  /**
   * The event is as safe as the policy promises, or nobody can know.
   *
   * @param known true if the promise holds; false if the journal has failed or was closed before,
   *     and the event may be on disk or not
   */
  void safe(boolean known);
}
