package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Change;
import weir.desktop.Snapshots;

@Timeout(20)
class ViewportTest {

  private static final long SECOND = 1_000_000_000L;

  private long now = 1_000 * SECOND;
  private final Viewport viewport = new Viewport(() -> new View.Known(0, now));

  @Test
  void shouldGoBackStepByStepAndThenToNow() {
    viewport.zoomTo(new TimeWindow(100 * SECOND, 200 * SECOND));
    viewport.zoomTo(new TimeWindow(120 * SECOND, 130 * SECOND));
    viewport.back();
    assertThat(viewport.window()).isEqualTo(new TimeWindow(100 * SECOND, 200 * SECOND));
    viewport.back();
    assertThat(viewport.window()).isEqualTo(new TimeWindow(880 * SECOND, now));
    viewport.back();
    assertThat(viewport.viewProperty().get().following()).isTrue();
  }

  @Test
  void shouldStandWhileItIsPausedAndSayHowFarItIsBehind() {
    viewport.togglePause();
    TimeWindow stands = viewport.window();
    now += 12 * SECOND;
    assertThat(viewport.window()).isEqualTo(stands);
    assertThat(viewport.behindNanos()).isEqualTo(12 * SECOND);
    viewport.togglePause();
    assertThat(viewport.window().toNanos()).isEqualTo(now);
    assertThat(viewport.behindNanos()).isZero();
  }

  @Test
  void shouldGoFromMarkerToMarker() {
    List<Marker> markers =
        List.of(
            marker(50, Change.Kind.RESET),
            marker(300, Change.Kind.WORKERS),
            marker(990, Change.Kind.WORKERS));
    viewport.toMarker(markers, true);
    assertThat(viewport.crossHairProperty().get()).isEqualTo(990 * SECOND);
    assertThat(viewport.viewProperty().get().following()).as("it was on show").isTrue();
    viewport.toMarker(markers, false);
    assertThat(viewport.crossHairProperty().get()).isEqualTo(300 * SECOND);
    assertThat(viewport.window()).isEqualTo(new TimeWindow(240 * SECOND, 360 * SECOND));
    viewport.toMarker(markers, false);
    viewport.toMarker(markers, false);
    assertThat(viewport.crossHairProperty().get()).as("the first").isEqualTo(50 * SECOND);
  }

  @Test
  void shouldGoBackFromTheNewestChangeAlsoIfNoFiguresHaveComeSince() {
    viewport.toMarker(
        List.of(marker(300, Change.Kind.WORKERS), marker(1_001, Change.Kind.WORKERS)), false);
    assertThat(viewport.crossHairProperty().get()).isEqualTo(1_001 * SECOND);

    Viewport standing = new Viewport(() -> new View.Known(0, now));
    standing.zoomTo(new TimeWindow(200 * SECOND, 400 * SECOND));
    standing.toMarker(
        List.of(marker(300, Change.Kind.WORKERS), marker(990, Change.Kind.WORKERS)), false);
    assertThat(standing.crossHairProperty().get()).isEqualTo(300 * SECOND);
  }

  @Test
  void shouldNotJumpToATimeThatNoChartHas() {
    Viewport late = new Viewport(() -> new View.Known(500 * SECOND, now));
    late.toMarker(List.of(marker(300, Change.Kind.WORKERS)), false);
    assertThat(late.crossHairProperty().get()).isNull();
    assertThat(late.viewProperty().get().following()).isTrue();
  }

  @Test
  void shouldStandUntilToldToGoOnHoweverItIsZoomed() {
    viewport.togglePause();
    viewport.zoom(1.5);
    viewport.zoom(1 / 1.5);
    viewport.zoom(4, now);
    assertThat(viewport.viewProperty().get().following()).isFalse();
    viewport.toNow();
    viewport.zoom(2);
    assertThat(viewport.viewProperty().get().following()).isTrue();
  }

  private static Marker marker(long second, Change.Kind kind) {
    return Marker.told(Snapshots.change(second, second * 1_000, kind, "1", "2"));
  }

  @Test
  void shouldKeepTheChoiceOfAWidthInStep() {
    SimpleObjectProperty<@Nullable TimeSpan> span =
        new SimpleObjectProperty<>(TimeSpan.HALF_MINUTE);
    SpanChoice.join(span, viewport);
    assertThat(span.get()).isEqualTo(TimeSpan.TWO_MINUTES);
    span.set(TimeSpan.ONE_HOUR);
    assertThat(viewport.viewProperty().get().spanNanos()).isEqualTo(3_600 * SECOND);
    viewport.zoom(0.5);
    assertThat(span.get()).as("half an hour has no name").isNull();
    viewport.back();
    assertThat(span.get()).isEqualTo(TimeSpan.ONE_HOUR);
    viewport.togglePause();
    assertThat(span.get()).isNull();
    span.set(TimeSpan.ONE_HOUR);
    assertThat(viewport.viewProperty().get().following()).isTrue();
  }

  @Test
  void shouldForgetWhatWasLookedAtInAnotherPast() {
    viewport.zoomTo(new TimeWindow(100 * SECOND, 200 * SECOND));
    viewport.firstProperty().set(new TimeWindow(1, 2));
    viewport.startAfresh();
    assertThat(viewport.firstProperty().get()).isNull();
    assertThat(viewport.viewProperty().get().following()).isTrue();
  }
}
