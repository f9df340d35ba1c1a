package weir.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.desktop.Snapshots;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.PanelUpdate;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;

/** What is in the files that the panel writes, of histories that are told to a model. */
@Timeout(30)
class FiguresTest {

  private static final long BORN = 1_700_000_000_000L;
  private static final long NIGHT_MILLIS = 8 * 3_600_000L;

  private final PanelModel model =
      new PanelModel(
          (source, command) -> new CompletableFuture<>(), Optional.empty(), Runnable::run);

  private void tell(Source source, Snapshot snapshot) {
    model.apply(
        new PanelUpdate(
            new ConnectionState.Connected(Snapshots.SERVER, List.of(source)), List.of(snapshot)));
  }

  private SlotFigures figures(long fromNanos) {
    return SlotFigures.of(
        "weir",
        model.partsProperty().get(),
        model.history(),
        new TimeWindow(fromNanos, model.history().nowNanos()));
  }

  private List<NamedCsvRecord> csv() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvFigures.write(figures(model.history().oldestNanos()), out);
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(out.toString(StandardCharsets.UTF_8))) {
      return reader.stream().toList();
    }
  }

  private static long sum(List<NamedCsvRecord> lines, String field) {
    return lines.stream().mapToLong(line -> Long.parseLong(line.getField(field))).sum();
  }

  @Test
  void shouldHaveTheTimeOfTheWallClockAlsoAfterTheMachineHasSlept() throws Exception {
    for (int tick = 1; tick <= 200; tick++) {
      Snapshot next = Snapshots.of(tick * 100L, tick, 5, 1, 1, 0, Snapshots.micros(500));
      tell(Snapshots.PIPELINE, Snapshots.bornAt(tick <= 100 ? BORN : BORN + NIGHT_MILLIS, next));
    }

    List<NamedCsvRecord> lines = csv();
    assertThat(lines.getFirst().getField("time_utc"))
        .isLessThan(Instant.ofEpochMilli(BORN + 5_000).toString());
    assertThat(lines.getLast().getField("time_utc"))
        .isEqualTo(Instant.ofEpochMilli(BORN + NIGHT_MILLIS + 20_000).toString());

    SlotFigures morning = figures(15_000_000_000L);
    long startMillis = morning.slots().getFirst().startEpochMillis();
    assertThat(startMillis).isBetween(BORN + NIGHT_MILLIS + 13_000, BORN + NIGHT_MILLIS + 16_000);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    LogFigures.write(morning, log);
    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("#[StartTime: " + startMillis / 1_000 + ".");
  }

  @Test
  void shouldLeaveEmptyWhatIsNotKnown() throws Exception {
    for (int tick = 1; tick <= 40; tick++) {
      tell(Snapshots.EXECUTOR, Snapshots.ofExecutor(tick * 100L, tick, 3));
    }

    NamedCsvRecord last = csv().getLast();
    for (String unknown :
        List.of("failed_events", "rejected_events", "resource_wait_count", "hold_count")) {
      assertThat(last.getField(unknown)).as(unknown).isEmpty();
    }
    assertThat(last.getField("completed_events")).isNotEmpty();
    assertThat(last.getField("response_count")).isNotEmpty();
  }

  @Test
  void shouldCountWhatHappensBetweenAResetAndTheNextSnapshot() throws Exception {
    long[] fifty = new long[50];
    Arrays.fill(fifty, 700);
    for (int tick = 1; tick <= 100; tick++) {
      // Of the 50 that ended in the interval of the reset, 20 did so after it.
      boolean after = tick > 50;
      long ended = after ? 20 + (tick - 51) * 50 : tick * 50;
      tell(
          Snapshots.PIPELINE,
          Snapshots.of(tick * 50L, ended, 4, 1, 1, after ? 1 : 0, Snapshots.micros(fifty)));
    }

    List<NamedCsvRecord> lines = csv();
    // The first snapshot counts from nothing.
    assertThat(sum(lines, "completed_events")).isEqualTo(49 * 50 + 20 + 49 * 50);
    assertThat(sum(lines, "accepted_events")).isEqualTo(49 * 50 + 20 + 49 * 50);
    assertThat(sum(lines, "response_count")).isEqualTo(100 * 50);
  }
}
