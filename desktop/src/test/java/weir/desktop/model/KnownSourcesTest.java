package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Snapshot;
import weir.desktop.Snapshots;

@Timeout(20)
class KnownSourcesTest {

  private final KnownSources known = new KnownSources();

  @Test
  void shouldOfferTheFirstUntilOneIsOnShowAndKeepThatWhileItIsThere() {
    assertThat(known.list(List.of(Snapshots.PIPELINE, Snapshots.EXECUTOR)))
        .isEqualTo(Snapshots.PIPELINE);
    known.show(Snapshots.EXECUTOR);
    assertThat(known.list(List.of(Snapshots.PIPELINE, Snapshots.EXECUTOR)))
        .isEqualTo(Snapshots.EXECUTOR);
    assertThat(known.list(List.of(Snapshots.PIPELINE))).as("gone, and in nobody's place").isNull();

    known.keepWhatIsGone();
    assertThat(known.goneProperty().get()).isTrue();
    assertThat(known.sourceProperty().get()).isEqualTo(Snapshots.EXECUTOR);
    known.show(Snapshots.PIPELINE);
    assertThat(known.goneProperty().get()).isFalse();

    known.clear();
    assertThat(known.list(List.of())).isNull();
    assertThat(known.sourceProperty().get()).isNull();
  }

  @Test
  void shouldKeepTheNewestOfTheSourcesInTheListOnly() {
    Snapshot snapshot = Snapshots.ofExecutor(500, 10, 3);
    known.keep(snapshot);
    assertThat(known.newestOf(Snapshots.EXECUTOR)).as("not in the list").isNull();

    known.list(List.of(Snapshots.EXECUTOR));
    known.keep(snapshot);
    assertThat(known.newestOf(Snapshots.EXECUTOR)).isSameAs(snapshot);

    known.list(List.of(Snapshots.PIPELINE));
    known.list(List.of(Snapshots.EXECUTOR));
    assertThat(known.newestOf(Snapshots.EXECUTOR)).as("gone meanwhile").isNull();
  }
}
