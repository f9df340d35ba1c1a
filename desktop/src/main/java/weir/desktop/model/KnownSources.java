package weir.desktop.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/** The sources of a server, the newest of each, and which of them is on show. FX thread only. */
final class KnownSources {

  private final ReadOnlyObjectWrapper<List<Source>> sources =
      new ReadOnlyObjectWrapper<>(this, "sources", List.of());
  private final ReadOnlyObjectWrapper<@Nullable Source> source =
      new ReadOnlyObjectWrapper<>(this, "source", null);
  private final ReadOnlyBooleanWrapper gone = new ReadOnlyBooleanWrapper(this, "gone", false);

  /** The newest of each source that there is, so that one that is chosen is shown at once. */
  private final Map<String, Snapshot> newest = new HashMap<>();

  /** The latest events of each source that there is. */
  private final Map<String, DepthSample> depths = new HashMap<>();

  ReadOnlyObjectProperty<List<Source>> sourcesProperty() {
    return sources.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable Source> sourceProperty() {
    return source.getReadOnlyProperty();
  }

  /** Whether the source on show is in the list no more. */
  ReadOnlyBooleanProperty goneProperty() {
    return gone.getReadOnlyProperty();
  }

  @Nullable Source find(String name) {
    for (Source candidate : sources.get()) {
      if (candidate.name().equals(name)) {
        return candidate;
      }
    }
    return null;
  }

  /** Another server is shown, of which nothing is known yet. */
  void clear() {
    forgetSnapshots();
    source.set(null);
    gone.set(false);
    sources.set(List.of());
  }

  /** Another server's figures say nothing of this one's. */
  void forgetSnapshots() {
    newest.clear();
    depths.clear();
  }

  /** Keeps a snapshot, unless its source is in no list (any more). */
  void keep(Snapshot snapshot) {
    if (find(snapshot.source()) != null) {
      newest.put(snapshot.source(), snapshot);
    }
  }

  /** Keeps the latest events of a source, unless it is in no list (any more). */
  void keep(DepthSample sample) {
    if (find(sample.source()) != null) {
      depths.put(sample.source(), sample);
    }
  }

  /** Those of the source on show. */
  List<DepthSample.Point> depths() {
    Source shown = source.get();
    DepthSample sample = shown == null ? null : depths.get(shown.name());
    return sample == null ? List.of() : sample.points();
  }

  @Nullable Snapshot newestOf(@Nullable Source known) {
    return known == null ? null : newest.get(known.name());
  }

  /** The source on show, if that is the one of this name and it is in the list. */
  @Nullable Source onShow(String name) {
    Source shown = source.get();
    return shown != null && shown.name().equals(name) && find(name) != null ? shown : null;
  }

  /**
   * Takes the server's list.
   *
   * @return which of it to show: the one on show for as long as it is there; null if it is not, or
   *     nothing is
   */
  @Nullable Source list(List<Source> now) {
    sources.set(now);
    newest.keySet().retainAll(now.stream().map(Source::name).toList());
    Source shown = source.get();
    return shown != null ? find(shown.name()) : now.isEmpty() ? null : now.getFirst();
  }

  void show(@Nullable Source next) {
    source.set(next);
    gone.set(false);
  }

  /** The one on show stays so, without its controls. */
  void keepWhatIsGone() {
    gone.set(true);
  }
}
