package weir.core.journal;

/** Is shown events. */
@FunctionalInterface
public interface EntryVisitor {

  /**
   * An event, in the order of ids.
   *
   * @param entry the event
   * @param ended whether it has ended
   */
  void visit(JournalEntry entry, boolean ended);
}
