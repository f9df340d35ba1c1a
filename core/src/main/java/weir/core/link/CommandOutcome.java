package weir.core.link;

/** How a command ended. */
public sealed interface CommandOutcome permits CommandOutcome.Accepted, CommandOutcome.Refused {

  /** The command took effect (a resize has set its target; workers follow). */
  record Accepted() implements CommandOutcome {}

  /**
   * Nothing was changed.
   *
   * @param reason one sentence that names the fault and the remedy
   */
  record Refused(String reason) implements CommandOutcome {}
}
