package weir.core.link;

import java.util.List;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

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
   * Hears which sources there are: first of all, and again whenever one has come or gone.
   *
   * @param sources at most {@link Protocol#MAX_SOURCES}, no two of one name
   */
  default void onSources(List<Source> sources) {}

  /**
   * Takes a snapshot.
   *
   * @param snapshot the figures of a source that is in the list
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
