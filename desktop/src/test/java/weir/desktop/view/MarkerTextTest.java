package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Change;
import weir.desktop.model.Marker;
import weir.desktop.model.TimeWindow;

@Timeout(20)
class MarkerTextTest {

  private static final double PIXELS_OF_A_LETTER = 6;

  @Test
  void shouldSayWhenWhatAndWho() {
    long epochMillis =
        LocalDateTime.of(2026, 11, 26, 14, 3, 22)
            .atZone(ZoneId.systemDefault())
            .toInstant()
            .toEpochMilli();
    assertThat(
            MarkerText.sentence(
                new Marker(
                    130_000_000_000L,
                    epochMillis,
                    Change.Kind.WORKERS,
                    Optional.of("weir panel (pid 17)"),
                    "3 workers",
                    "6 workers")))
        .isEqualTo("14:03:22 (+2 min 10 s): workers 3 → 6, by weir panel (pid 17)");
    assertThat(MarkerText.time(epochMillis, 7_265_000_000_000L))
        .isEqualTo("14:03:22 (+2 h 1 min 5 s)");
    assertThat(MarkerText.time(epochMillis, 5_000_000_000L)).isEqualTo("14:03:22 (+5 s)");
  }

  @Test
  void shouldSayOfEachKindWhatIsOfUse() {
    assertThat(what(Change.Kind.RESOURCE, "service-time 500ms", "service-time 5ms"))
        .endsWith(": service-time 500ms → 5ms, by cli");
    assertThat(
            what(
                Change.Kind.RESOURCE,
                "capacity 0, contention none",
                "capacity 5, contention 0.05,0"))
        .endsWith(": capacity 0, contention none → capacity 5, contention 0.05,0, by cli");
    assertThat(what(Change.Kind.FREEZE, "running", "frozen for 1s"))
        .endsWith(": resource frozen for 1s, by cli");
    assertThat(what(Change.Kind.RESET, "9 ended events counted", "counted afresh"))
        .endsWith(": statistics reset, by cli");
    assertThat(what(Change.Kind.OTHER, "batch 1", "batch 8"))
        .endsWith(": batch 1 → batch 8, by cli");
  }

  private static String what(Change.Kind kind, String from, String to) {
    return MarkerText.sentence(new Marker(1, 1, kind, Optional.of("cli"), from, to));
  }

  @Test
  void shouldLabelADragFromItsFirstCountToItsLast() {
    Marker first = workers(1, 1, 2);
    assertThat(MarkerText.label(List.of(first))).isEqualTo("1→2");
    assertThat(MarkerText.label(List.of(first, workers(3, 6, 7)))).isEqualTo("1→7");
    assertThat(MarkerText.label(List.of(workers(1, 3, 4), workers(2, 4, 3)))).isEqualTo("3→4→3");
    assertThat(MarkerText.label(List.of(reset(1)))).isEqualTo("reset");
    assertThat(MarkerText.label(List.of(reset(1), reset(2)))).isEqualTo("reset ×2");
    assertThat(MarkerText.label(List.of(first, reset(2)))).isEqualTo("2 changes");
  }

  @Test
  void shouldNeverLetLabelsOverlap() {
    Plot plot = plot(new TimeWindow(0, 1_000));
    List<Marker> markers = new ArrayList<>();
    IntStream.range(0, 40).forEach(i -> markers.add(workers(i, i, i + 1)));
    IntStream.range(0, 12).forEach(i -> markers.add(reset(200 + 60 * i)));
    markers.add(workers(1_000, 2, 3));

    List<MarkerLabels.Label> labels =
        MarkerLabels.of(markers, plot, text -> text.length() * PIXELS_OF_A_LETTER);
    assertThat(labels.getFirst().text()).isEqualTo("0→40");
    assertThat(labels).hasSizeGreaterThan(5);
    assertThat(labels.stream().flatMap(label -> label.markers().stream()))
        .containsExactlyElementsOf(markers);
    for (int i = 1; i < labels.size(); i++) {
      assertThat(labels.get(i).left()).isGreaterThan(labels.get(i - 1).right());
    }
    assertThat(labels.getFirst().left()).isGreaterThanOrEqualTo(plot.left());
    assertThat(labels.getLast().right()).isLessThanOrEqualTo(plot.right());
  }

  private static Plot plot(TimeWindow window) {
    double pixelNanos = window.spanNanos() / 600.0;
    return new Plot(
        58,
        20,
        600,
        100,
        pixelNanos,
        window.fromNanos() / pixelNanos - 58,
        window,
        LinearAxis.withTop(10, true));
  }

  private static Marker workers(long nanos, int from, int to) {
    return new Marker(
        nanos, 0, Change.Kind.WORKERS, Optional.of("somebody"), from + " workers", to + " workers");
  }

  private static Marker reset(long nanos) {
    return new Marker(nanos, 0, Change.Kind.RESET, Optional.empty(), "", "");
  }
}
