package weir.core.link;

import java.util.List;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
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
   * Takes a part of the past of a source, before its first snapshot. The parts come in order of
   * time, those with changes first, and the snapshots that come one by one go on where the last
   * part ends: no event is in two intervals.
   *
   * @param source name of a source that is in the list
   * @param snapshots the oldest first, each over a second or more; the newest one alone has cohorts
   *     and the workers one by one
   * @param changes the oldest first
   */
  default void onPast(String source, List<Snapshot> snapshots, List<Change> changes) {}

  /**
   * Hears of a change.
   *
   * @param change of a source that is in the list; a gap in their numbers tells of changes that
   *     this client was too slow for
   */
  default void onChange(Change change) {}

  /**
   * Takes the single events of a source that ended last, in the place of those that it took before;
   * some times a second while they change. Recordings have none.
   *
   * @param sample of a source that is in the list
   */
  default void onDepths(DepthSample sample) {}

  /**
   * Hears how the server stands with its recording: after the first list of sources, and whenever
   * that changes; about once a second while it records.
   *
   * @param status as of now
   */
  default void onRecording(RecordingStatus status) {}

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
