package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
            new Marker.Reset(50 * SECOND),
            new Marker.Resize(300 * SECOND, 1, 3),
            new Marker.Resize(990 * SECOND, 3, 4));
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
