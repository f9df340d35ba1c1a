package weir.core.link;

import weir.core.figures.Snapshot;

/**
 * Hears what a server says. Called on the client's reader thread, one call at a time, possibly
 * before {@link LinkClient#connect} has returned: implementations return promptly, as nothing is
 * read meanwhile.
 */
public interface LinkListener {

  /** Hears nothing. */
  LinkListener IGNORE =
      new LinkListener() {
        @Override
        public void onSnapshot(Snapshot snapshot) {}

        @Override
        public void onClosed(String reason) {}
      };

  /**
   * Takes a snapshot.
   *
   * @param snapshot the figures
   */
  void onSnapshot(Snapshot snapshot);

  /**
   * Hears, once, that an established connection has ended; not called for {@link
   * LinkClient#close()}.
   *
   * @param reason one sentence fit for a person
   */
  void onClosed(String reason);
}
